function plain(text){return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d").replace(/ŋ/g, "n").replace(/ŧ/g, "t")
.replace(/aa/g, "a").replace(/ae|æ/g, "a").replace(/oe|ø/g, "o").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}
var alike=(function(){"use strict";var ALIKE={vei:"veg",heim:"hjem",sjuk:"syk",skul:"skol",vatn:"vann",vass:"vann",avlaup:"avlop",straum:"strom",brot:"brudd",eigedom:"eiendom",bustad:"bolig",tenest:"tjenest",kyrkj:"kirk",tilskot:"tilskudd",opning:"apning",rekning:"regning",leig:"lei",symj:"svom",naud:"nod",bhg:"barnehage"
};var SPELT=new RegExp(Object.keys(ALIKE).join("|"),"g");var ENDING = /^(.{3,}?)(?:ing(?:a|en|ar|er|ane|ene)?|enes?|anes?|ens|ets|ers|ast|en|et|er|ar|as|es|a|e|s)$/;
var DOUBLE = /([b-df-hj-np-tv-z])\1/g;
var ENDS_DOUBLE = /([b-df-hj-np-tv-z])\1$/;
function single(text){return text.replace(DOUBLE,"$1");}
function word(full){var base = full.replace(ENDING, "$1").replace(/mm$/, "m");
var short=single(base);return { full: full, text: single(full), base: base, stem: (short.length > 3 ? short : base).replace(/([^aeiouy])el$/, "$1l"), size: full.length };
}
function words(text){return plain(text).replace(SPELT,function(one){return ALIKE[one];}).split(" ").filter(Boolean).map(word);}
function at(part,whole,place){return place>=0&&whole.indexOf(part,place)===place;}
function isBegun(written,one){if(at(written,one.full,0))return true;return written.length>4&&!ENDS_DOUBLE.test(written)&&at(single(written),one.text,0);}
function begins(wanted,one){return isBegun(wanted.full,one)||(wanted.base.length>3&&isBegun(wanted.base,one));}
function isSame(wanted,one){if(one.stem===wanted.stem)return true;return one.text===wanted.text&&(one.text.length>4||ENDS_DOUBLE.test(one.full)||ENDS_DOUBLE.test(wanted.full));}
function fit(wanted,one){if(isSame(wanted,one))return 0;if(begins(wanted,one))return 1;if(wanted.size<4)return 3;var end=one.stem.length - wanted.stem.length;if(end>1&&wanted.stem.length>2&&at(wanted.stem,one.stem,end)&&(wanted.stem.length>3||at(wanted.full,one.full,one.size - wanted.size)))return 2;return one.full.indexOf(wanted.full)>1||(wanted.text.length>4&&one.text.indexOf(wanted.text)>1)?2:3;}
function slips(from,to,most,isWhole){var before=[],last=[],now=[],i,j;to=to.slice(0,from.length + most +(isWhole?1:0));for(j=0;j<=to.length;j++)last[j]=j;for(i=1;i<=from.length;i++){now=[i];for(j=1;j<=to.length;j++){now[j]=Math.min(last[j]+ 1,now[j - 1]+ 1,last[j - 1]+(from[i - 1]===to[j - 1]?0:1));if(i>1&&j>1&&from[i - 1]===to[j - 2]&&from[i - 2]===to[j - 1])now[j]=Math.min(now[j],before[j - 2]+ 1);}
if(Math.min.apply(null,now)>most)return Infinity;before=last;last=now;}
if(isWhole)return last[to.length];return Math.min(last[to.length],Math.min.apply(null,last)+(most>1?1:0.5));}
function slip(wanted,one){var most=wanted.size<5?0:wanted.size<10?1:2;if(!most||one.size<4||one.text[0]!==wanted.text[0])return Infinity;var count=slips(wanted.text,one.text,most,wanted.size<7);return count<most + 1?count:Infinity;}
function parts(wanted,one){if(wanted.size<7||one.size<4)return[0,0];if(at(one.text,wanted.text,0))return[one.text.length,0];var end=wanted.stem.length - one.stem.length;if(one.stem.length>2&&end>1&&at(one.stem,wanted.stem,end))return[0,one.text.length];for(var from=3;from<=wanted.full.length - 5;from++){if(isBegun(wanted.full.slice(from),one)||(from<=wanted.base.length - 5&&isBegun(wanted.base.slice(from),one)))return[0,wanted.size - from];}
return[0,0];}
return{words:words,word:word,isSame:isSame,fit:fit,slip:slip,parts:parts};})();
function element(tag,name,text){const made=document.createElement(tag);if(name)made.className=name;if(text)made.textContent=text;return made;}
function finder(index){"use strict";var TITLE=[70,60,40],NAME=[62,48,34],BELOW=[22,20,12],OF_KIND=[18,14,0];var SAME=100,BEGINS=90,NAMED=84,NAMED_SO=80,ALMOST=76,BEGUN=72;var SLIP=14,WITHIN=6;var words=alike.words,word=alike.word,fit=alike.fit;function joined(some,form){return some.map(function(one){return one[form];}).join("");}
var ignored={};words(index.ignored).forEach(function(one){ignored[one.text]=true;});function isKept(one){return one.size>1&&!ignored[one.text];}
function phrase(text){var all=words(text);return{all:all,text:joined(all,"text"),stems:joined(all,"stem"),kept:all.filter(isKept)};}
var kinds=index.kinds.map(function(one){return{title:one[0],words:words(one.join(" "))};});var entries=index.found.map(function(one){var names=(one[5]||"").split("|").map(phrase);return{title:one[0],href:one[1],kind:kinds[one[2]||0].title,short:one[4]||"",weight:one[3]||0,lang:one[6],belowLang:one[7],called:phrase(one[0]),names:names,fields:[[TITLE,words(one[0])],[NAME,Array.prototype.concat.apply([],names.map(function(name){return name.all;}))],[BELOW,words(one[4]||"")],[OF_KIND,kinds[one[2]||0].words]
]
};});function fitsEntry(wanted,entry){return entry.fields.reduce(function(best,field){return field[1].reduce(function(found,one){return Math.max(found,field[0][fit(wanted,one)]||0);},best);},0);}
function slipped(wanted,entry){return entry.fields.slice(0,3).reduce(function(best,field,at){return field[1].reduce(function (found, one) { return Math.max(found, SLIP - 3 * alike.slip(wanted, one) - at / 2); }, best);
},0);}
function within(wanted,entry){var first=0,last=0;entry.fields.slice(0,2).forEach(function(field){field[1].filter(isKept).forEach(function(one){var parts=alike.parts(wanted,one);if (parts[0]) first = Math.max(first, WITHIN + parts[0] / 2);
if (parts[1]) last = Math.max(last, WITHIN + 2 + parts[1] / 2);
});});return first + last;}
function fits(wanted){return[fitsEntry,slipped,within].reduce(function(found,way){return found.some(Boolean)?found:entries.map(function(entry){return way(wanted,entry);});},[]);}
function isSame(query,other){return other.text===query.text||other.stems===query.stems;}
function beginning(query,other){return[other.all,other.kept].reduce(function(best,some){var fits=query.all.map(function(one,at){return some[at]?fit(one,some[at]):3;});var last=query.all[query.all.length - 1];if(fits.slice(0,-1).some(Boolean)||fits[fits.length - 1]>1)return best;if(fits[fits.length - 1])return Math.max(best,last.size>3?BEGUN:0);var isExact=query.all.every(function(one,at){return one.text===some[at].text;});return Math.max(best,isExact?BEGINS:ALMOST);},0);}
function hasSame(wanted,other){if(wanted.length===2&&other.all.length===1)return["","s","e"].some(function(joint){return word(wanted[1].full + joint + wanted[0].full).stem===other.stems;});return wanted.length===other.kept.length&&wanted.every(function(one){return other.kept.some(function(also){return also.stem===one.stem;});});}
function asWhole(query,entry){if(isSame(query,entry.called))return SAME;if(hasSame(query.all,entry.called))return SAME - 2;var named=entry.names.reduce(function(best,one){if(one.text===query.text)return NAMED;return isSame(query,one)||hasSame(query.all,one)?Math.max(best,NAMED_SO):best;},0);return named&&entry.called.text.indexOf(query.text)===0?BEGINS:Math.max(named,beginning(query,entry.called));}
function unspaced(text){return text.replace(/(?:\+|\b00)47 ?(?=\d)/, " ").replace(/\b(?:\d(?: ?\d){7}|116 117)\b/g, function (number) { return number.replace(/ /g, ""); });
}
return function(text){var query=phrase(unspaced(text.slice(0,100)));var wanted=query.kept.length?query.kept:query.all;var asked={all:wanted,text:joined(wanted,"text"),stems:joined(wanted,"stem")};var found=wanted.map(fits);var letters=wanted.reduce(function(all,one){return all + one.size;},0);var aside=query.all.filter(function(one){return wanted.indexOf(one)<0;});var ranked=entries.map(function(entry,at){var each=found.map(function(one){return one[at];});var some=each.filter(Boolean);var sum=each.reduce(function(all,one,number){return all + one*wanted[number].size;},0);var whole=query.text?Math.max(asWhole(query,entry),asWhole(asked,entry)):0;var besides=aside.filter(function(one){return entry.fields[0][1].some(function(other){return other.stem===one.stem;});});return{entry:entry,at:at,count:whole?wanted.length:some.length,score: Math.max(whole, sum / letters) * (1 + entry.weight / 100) + besides.length
};});var most=Math.max.apply(null,ranked.map(function(one){return one.count;}).concat(0));return ranked.filter(function(one){return most&&one.count===most;}).sort(function(one,other){return other.score - one.score||one.at - other.at;}).map(function(one){return one.entry;});};}
function searching(){"use strict";var box=document.querySelector("[data-search]");if(!box)return;var say=box.dataset;var input=box.querySelector("input");var list=box.querySelector("[role=listbox]");var answer=box.querySelector("[role=status]");var otherwise=box.querySelector("[data-otherwise]");var streets=otherwise.dataset.streetsAt;var street=null;var page=document.querySelector("[data-found]");var MOST=8;var find=null;var coming=null;var active=null;function filled(text,values){return text.replace(/\{(\w+)\}/g, function (whole, key) { return values[key]; });
}
function written(){return input.value.trim();}
function allHref(){return say.all + "#sok=" + encodeURIComponent(written());}
function streetHref(){return streets + "#gate=" + encodeURIComponent(written());}
function isLikeStreet(){return streets && /[a-zæøå]\s+\d|(?:gata?|gate[nr]?|veg(?:en)?|vei(?:en)?|stien?|bakken|svingen|allé)$/i.test(written());
}
function follow(href,isElsewhere){var link=element("a");link.href=href;if(isElsewhere){link.target="_blank";link.rel="noopener";}
document.body.appendChild(link).click();link.remove();}
function choose(href,isElsewhere){if(page&&!isElsewhere&&href===allHref())seeAll();else follow(href,isElsewhere);}
function activate(option){if(active)active.setAttribute("aria-selected","false");active=option;if(!option)return input.removeAttribute("aria-activedescendant");option.setAttribute("aria-selected","true");input.setAttribute("aria-activedescendant",option.id);option.scrollIntoView({block:"nearest"});}
function open(isOpen){list.hidden=!isOpen;input.setAttribute("aria-expanded",String(isOpen));if(!isOpen)activate(null);}
function spoken(made,lang){if(lang){made.lang=lang;made.dir="auto";}
return made;}
function nameOf(one){return spoken(element("span","name",one.title),one.lang);}
function option(href,name,why){var made=element("li");made.id="_sok-" + list.children.length;made.setAttribute("role","option");made.setAttribute("aria-selected","false");made.dataset.href=href;made.appendChild(name);if(why)made.appendChild(why);list.appendChild(made);}
function below(one){var made=element("span","why");made.appendChild(element("span","label",one.kind));if(one.short){made.appendChild(document.createTextNode(" · "));made.appendChild(spoken(element("span","",one.short),one.belowLang));}
return made;}
function look(){if(!find)return;var hits=written()?find(written()):[];activate(null);list.textContent="";hits.slice(0,MOST).forEach(function(one){option(one.href,nameOf(one),below(one));});if(hits.length&&isLikeStreet())option(streetHref(),element("span","name",filled(say.street,{words:written()})));if(hits.length>MOST)option(allHref(),element("span","name",filled(say.every,{n:hits.length})));open(hits.length>0);tell(!written()?"":hits.length?filled(say.hits,{n:hits.length}):filled(say.none,{words:written()}),written()&&!hits.length);}
function tell(text,isNothing){answer.textContent=text;otherwise.hidden=!isNothing;if(streets&&isNothing){if(!street){otherwise.insertBefore(document.createTextNode(" "),otherwise.firstChild);street=otherwise.insertBefore(element("a"),otherwise.firstChild);}
street.href=streetHref();street.textContent=filled(say.street,{words:written()});}
}
function showAll(){var wanted=new URLSearchParams(location.hash.slice(1)).get("sok");if(!page||!wanted)return;input.value=wanted;load(function(){var hits=find(wanted);var rows=page.querySelector("ul");look();open(false);page.querySelector("h2").textContent=filled(say.results,{words:wanted,n:hits.length});rows.textContent="";hits.forEach(function(one){var link=element("a","door");link.href=one.href;link.appendChild(nameOf(one));link.appendChild(below(one));rows.appendChild(element("li","row")).appendChild(link);});rows.hidden=!hits.length;page.hidden=false;});}
function seeAll(){history.replaceState(null,"",allHref());showAll();page.querySelector("h2").focus();}
function load(then){if(find)return then();coming=coming||fetch(say.search).then(function(got){if(!got.ok)throw new Error(String(got.status));return got.json();}).then(finder);coming.then(function(made){find=made;then();},function(){coming=null;tell(say.failed,true);});}
function step(by){var options=Array.prototype.slice.call(list.children);if(!options.length)return;if(list.hidden)open(true);var at=options.indexOf(active)+ by;activate(active||by>0?options[at]||null:options[options.length - 1]);}
function onKey(event){if(event.isComposing||event.altKey||event.ctrlKey||event.metaKey)return;if(event.key==="ArrowDown")step(1);else if(event.key==="ArrowUp")step(-1);else if(event.key==="Enter"&&active)choose(active.dataset.href,event.shiftKey);else if(event.key==="Enter"&&written())choose(allHref());else if(event.key==="Escape"&&!list.hidden)open(false);else if(event.key==="Escape"&&input.value){input.value="";look();}else{if (/^(Home|End|ArrowLeft|ArrowRight)$/.test(event.key)) activate(null);
return;}
event.preventDefault();}
function onPointer(event){var chosen=event.target.closest("[role=option]");if(!chosen||event.button>1)return;choose(chosen.dataset.href,event.button===1||event.ctrlKey||event.metaKey);event.preventDefault();}
box.hidden=false;var without=document.querySelector(".search .no-script");if(without)without.hidden=true;input.addEventListener("focus",function(){load(look);},{once:true});input.addEventListener("input",function(){load(look);});input.addEventListener("keydown",onKey);input.addEventListener("blur",function(event){if(event.relatedTarget)open(false);});list.addEventListener("mousedown",function(event){event.preventDefault();});list.addEventListener("click",onPointer);list.addEventListener("auxclick",onPointer);addEventListener("hashchange",showAll);if(location.hash==="#_sok")input.focus();if(document.activeElement===input)load(look);showAll();}
searching();
(function(){"use strict";var field=document.querySelector("[data-find]");var input=field.querySelector("input");var all=field.parentElement.querySelector("a");var below=element("div","found");function close(){below.hidden=true;}
field.addEventListener("focusout",function(event){if(event.relatedTarget&&!field.contains(event.relatedTarget))close();});document.addEventListener("pointerdown",function(event){if(!field.contains(event.target))close();});function show(){below.hidden=false;}
input.addEventListener("focus",show);input.addEventListener("pointerdown",show);input.addEventListener("input",show);fetch(all.href).then(function(got){if(!got.ok)throw new Error(String(got.status));return got.text();}).then(function(text){var page = new DOMParser().parseFromString(text, "text/html");
var box=page.querySelector("[data-search]");["[role=status]","[role=listbox]","[data-otherwise]"].forEach(function(part){below.appendChild(document.importNode(box.querySelector(part),true));});var every=element("a","",page.querySelector("h1").textContent);every.href=all.pathname;below.lastChild.appendChild(every);input.setAttribute("aria-controls","_sok-treff");input.setAttribute("aria-describedby","_sok-svar");Object.assign(field.dataset,box.dataset);field.appendChild(below);searching();},function(){});})();
