function plain(text){return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d").replace(/ŋ/g, "n").replace(/ŧ/g, "t")
.replace(/aa/g, "a").replace(/ae|æ/g, "a").replace(/oe|ø/g, "o").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}
var alike=(function(){"use strict";var ANYWHERE={vei:"veg",heim:"hjem",sjuk:"syk",skul:"skol",vatn:"vann",vass:"vann",avlaup:"avlop",straum:"strom",brot:"brudd",eigedom:"eiendom",bustad:"bolig",tenest:"tjenest",kyrkj:"kirk",tilskot:"tilskudd",opning:"apning",rekn:"regn",leig:"lei",leik:"lek",symj:"svom",naud:"nod",bhg:"barnehage",ferg:"ferj",hoyr:"hor",sokj:"sok",folgj:"folg",byggj:"bygg",haust:"host",sumar:"sommer",sommar:"sommer",morgon:"morgen",laurdag:"lordag",sundag:"sondag",ljos:"lys",teikn:"tegn",namn:"navn",stad:"sted",lakjar:"lege",mjolk:"melk",handicap:"handikap"
};var WHOLE={hol:"hull",bru:"bro",open:"apen",opne:"apne",born:"barn",val:"valg",kva:"hva",kven:"hvem",ikkje:"ikke"};var SPELT = new RegExp(Object.keys(ANYWHERE).join("|") + "|\\b(?:" + Object.keys(WHOLE).join("|") + ")(?=(?:e[nt]|[ae]r?|e?ne|a?ne)?\\b)", "g");
var KIND="plass plan kalender time kontakt søknad skjema kart pris gebyr avgift regning faktura billett kort tilbud regler frist " +
"søknadsfrist tid tider åpningstid dag dager uke kontor telefon nummer vakt tjeneste ordning melding oversikt start rydding henting " +
"tømming levering bestilling klage betaling møte pose sekk dunk spann måler lekkasje brudd stans feil skade leie kjøp koster " +
"telephone phone number hours fee place";var VAGUE="støtte stønad hjelp barn vern arbeid skatt kommune";var COMMON="skole strøm pleie senter stasjon kasse penger midler leder lærer anlegg område bygg varsel sentral tilskudd drift " +
"omsorg opphold";var ENDING = /^(.{3,}?)(?:ing(?:a|en|ar|er|ane|ene)?|enes?|anes?|ens|ets|ers|ast|en|et|er|ar|as|es|a|e|s)$/;
var DOUBLE = /([b-df-hj-np-tv-z])\1/g;
var DAY = /\b(\d\d?) (?=(?:jan|feb|mar|apr|mai|jun|jul|aug|sep|okt|nov|des)\w*)/g;
var ENDS_DOUBLE = /([b-df-hj-np-tv-z])\1$/;
function single(text){return text.replace(DOUBLE,"$1");}
function word(full){var base = full.replace(ENDING, "$1").replace(/mm$/, "m");
var short=single(base);return { full: full, text: single(full), base: base, stem: (short.length > 3 ? short : base).replace(/([^aeiouy])el$/, "$1l"), size: full.length };
}
function words(text){return plain(text).replace(DAY,"$1").replace(SPELT,function(one){return ANYWHERE[one]||WHOLE[one];}).split(" ").filter(Boolean).map(word);}
function among(text){var stems={};words(text).forEach(function(one){stems[one.stem]=true;});return function(one){return stems[one.stem]===true;};}
var isKind=among(KIND),isVague=among(VAGUE),isCommon=among(COMMON);function isNumber(one) { return /\d/.test(one.full); }
function at(part,whole,place){return place>=0&&whole.indexOf(part,place)===place;}
function isBegun(written,one){if(at(written,one.full,0))return true;return written.length>4&&!ENDS_DOUBLE.test(written)&&at(single(written),one.text,0);}
function begins(wanted,one){return isBegun(wanted.full,one)||(wanted.base.length>3&&isBegun(wanted.base,one));}
function isSame(wanted,one){if(one.stem===wanted.stem)return true;return one.text===wanted.text&&one.text.length>1&&(one.text.length>4||ENDS_DOUBLE.test(one.full)||ENDS_DOUBLE.test(wanted.full));}
function ends(part,whole){return whole.length>part.length + 2&&part.length>4&&at(part,whole,whole.length - part.length);}
function fit(wanted,one){if(isSame(wanted,one))return 0;if(isNumber(wanted)&&wanted.size<4)return 3;if(begins(wanted,one))return 1;if(wanted.size<4||isNumber(wanted))return 3;var end=one.stem.length - wanted.stem.length;if(end>2&&wanted.stem.length>4&&at(wanted.stem,one.stem,end))return 2;if(ends(wanted.full,one.full)||ends(wanted.full,one.base))return 2;return wanted.size>6&&one.text.indexOf(wanted.text)>2?2:3;}
function slips(from,to,most){var before=[],last=[],now=[],i,j;if(Math.abs(from.length - to.length)>most)return Infinity;for(j=0;j<=to.length;j++)last[j]=j;for(i=1;i<=from.length;i++){now=[i];for(j=1;j<=to.length;j++){now[j]=Math.min(last[j]+ 1,now[j - 1]+ 1,last[j - 1]+(from[i - 1]===to[j - 1]?0:1));if(i>1&&j>1&&from[i - 1]===to[j - 2]&&from[i - 2]===to[j - 1])now[j]=Math.min(now[j],before[j - 2]+ 1);}
if(Math.min.apply(null,now)>most)return Infinity;before=last;last=now;}
return last[to.length]>most?Infinity:last[to.length];}
function slip(wanted,one){var most=wanted.text.length<6||isNumber(wanted)?0:wanted.size<12?1:2;if(!most||one.size<5||one.text[0]!==wanted.text[0])return Infinity;return Math.min(slips(wanted.text,one.text,most),wanted.stem.length>6?slips(wanted.stem,one.stem,most):Infinity);}
function parted(wanted){var all=[];for(var from=3;wanted.size>6&&!isNumber(wanted)&&from<=wanted.full.length - 3;from++){all.push([word(wanted.full.slice(0,from)),word(wanted.full.slice(from))]);}
return all;}
function isFirst(first,one){var isDoing=one.base.length<=first.size&&at("ing",one.full,one.base.length);if (isDoing) return isSame(first, one) && /(?:er?|ings?)$/.test(first.full);
if(isSame(first,one))return one.full !==first.full + "e";return first.stem.length>3&&one.size>first.size + 2&&one.full[first.size]!=="e"&&begins(first,one);}
function parts(wanted,some,titled){if(!wanted.parted)wanted.parted=parted(wanted);return wanted.parted.reduce(function(best,two){var first=two[0],last=two[1],kind=isKind(last);var hasFirst=!isVague(first)&&some.some(function(one){return isFirst(first,one);});if(hasFirst&&kind)return some.some(function(one){return fit(last,one)<3;})?3:Math.max(best,2);if(hasFirst&&last.size>3&&some.some(function(one){return isSame(last,one);}))return 3;if(best||kind||last.size<5||last.stem.length<4||isVague(last)||isCommon(last))return best;return some.some(function(one){return isSame(last,one);})||titled.some(function(one){return last.size>5&&one.size>last.size + 3&&begins(last,one);})?1:0;},0);}
return{words:words,word:word,isSame:isSame,fit:fit,slip:slip,parts:parts,isKind:isKind,isVague:isVague};})();
function element(tag,name,text){const made=document.createElement(tag);if(name)made.className=name;if(text)made.textContent=text;return made;}
function finder(index){"use strict";var TITLE=[70,60,40],NAME=[62,48,34],BELOW=[22,20,12],OF_KIND=[18,14,0];var SAME=100,BEGINS=90,NAMED=84,NAMED_SO=80,ALMOST=76,BEGUN=72;var SLIP=14,WITHIN=[0,10,22,26];var words=alike.words,word=alike.word;function once(reckon){return function(wanted,one){var known=wanted.known||(wanted.known=new Map());if(!known.has(reckon))known.set(reckon,new Map());var all=known.get(reckon);if(!all.has(one.full))all.set(one.full,reckon(wanted,one));return all.get(one.full);};}
var fit=once(alike.fit),slip=once(alike.slip);function joined(some,form){return some.map(function(one){return one[form];}).join("");}
var ignored={};words(index.ignored).forEach(function(one){ignored[one.text]=true;});function isKept(one){return one.size>1&&!ignored[one.text];}
function phrase(text){var all=words(text);return{all:all,text:joined(all,"text"),stems:joined(all,"stem"),kept:all.filter(isKept)};}
var kinds=index.kinds.map(function(one){return{title:one[0],words:words(one.join(" "))};});var entries=index.found.map(function(one){var called=phrase(one[0]);var names=(one[5]||"").split("|").map(phrase);var named=Array.prototype.concat.apply([],names.map(function(name){return name.all;}));return{title:one[0],href:one[1],kind:kinds[one[2]||0].title,short:one[4]||"",weight:one[3]||0,lang:one[6],belowLang:one[7],called:called,names:names,kept:called.all.concat(named).filter(isKept),fields:[[TITLE,called.all],[NAME,named],[BELOW,words(one[4]||"")],[OF_KIND,kinds[one[2]||0].words]
]
};});function fitsEntry(wanted,entry){return entry.fields.reduce(function(best,field){return field[1].reduce(function(found,one){if(ignored[one.text]&&wanted.isKept)return found;var how=fit(wanted,one);return Math.max(found,how&&wanted.isWritten&&wanted.size<4?0:field[0][how]||0);},best);},0);}
function slipped(wanted,entry){return entry.fields.slice(0,2).reduce(function(best,field,at){return field[1].reduce(function (found, one) { return Math.max(found, SLIP - 3 * slip(wanted, one) - at / 2); }, best);
},0);}
function within(wanted,entry){var how=alike.parts(wanted,entry.kept,entry.called.kept);return how&&WITHIN[how]+(alike.parts(wanted,entry.called.kept.slice(0,1),[])?2:0);}
function fits(wanted){return[fitsEntry,slipped,within].reduce(function(found,way){return found.some(Boolean)?found:entries.map(function(entry){return way(wanted,entry);});},[]);}
function isSame(query,other){if(query.isApart&&other.all.length===1)return false;return other.text===query.text||other.stems===query.stems;}
function beginning(query,other){return[other.all,other.kept].reduce(function(best,some){var fits=query.all.map(function(one,at){return some[at]?fit(one,some[at]):3;});var last=query.all[query.all.length - 1];if(fits.slice(0,-1).some(Boolean)||fits[fits.length - 1]>1)return best;if(fits[fits.length - 1])return Math.max(best,last.size>3?BEGUN:0);var isExact=query.all.every(function(one,at){return one.text===some[at].text;});return Math.max(best,isExact?BEGINS:ALMOST);},0);}
function compounds(two){var first=two[1];if(!two.made)two.made=[first.full,first.full + "s",first.full + "e",first.base + "e"].map(function(one){return word(one + two[0].full);});return two.made;}
function hasSame(wanted,other){if(wanted.length===2&&other.all.length===1)return compounds(wanted).some(function(made){return made.stem===other.stems||made.base===other.all[0].full;});return wanted.length===other.kept.length&&wanted.every(function(one){return other.kept.some(function(also){return also.stem===one.stem;});});}
function asWhole(query,entry){if(isSame(query,entry.called))return SAME;if(hasSame(query.all,entry.called))return SAME - 2;var named=entry.names.reduce(function(best,one){if(one.text===query.text)return NAMED;return isSame(query,one)||hasSame(query.all,one)?Math.max(best,NAMED_SO):best;},0);return named&&entry.called.text.indexOf(query.text)===0?BEGINS:Math.max(named,beginning(query,entry.called));}
function lettersOf(some){return some.reduce(function(all,one){return all + one.size;},0);}
function isEnough(fitting,about,entry){if(fitting.length===about.length)return true;if (fitting.length > 1) return lettersOf(fitting) >= lettersOf(about) / 2;
if(!fitting.length)return false;var share = lettersOf(fitting) / lettersOf(about);
var is=function(one){return one&&(one.stem===fitting[0].stem||slip(fitting[0],one)<Infinity);};if (entry.weight >= 0 && share > 1 / 3 && is(entry.called.kept[0])) return true;
return share > 1 / 2 && entry.names.some(function (name) { return name.all.length === 1 && is(name.all[0]); });
}
function unspaced(text){return text.replace(/(?:\+|\b00)47 ?(?=\d)/, " ").replace(/\b(?:\d(?: ?\d){7}|116 117)\b/g, function (number) { return number.replace(/ /g, ""); });
}
return function(text){var query=phrase(unspaced(text.slice(0,100)));var wanted=query.kept.length?query.kept:query.all;var asked={all:wanted,text:joined(wanted,"text"),stems:joined(wanted,"stem")};asked.isApart=query.all.indexOf(wanted[wanted.length - 1])- query.all.indexOf(wanted[0])>=wanted.length;wanted.forEach(function(one){one.isWritten=one !==query.all[query.all.length - 1];one.isKept=isKept(one);});var found=wanted.map(fits);var about=wanted.filter(function(one){return !alike.isKind(one)&&!alike.isVague(one);});if(!about.length)about=wanted;var most=0;var aside=query.all.filter(function(one){return wanted.indexOf(one)<0;});var ranked=entries.map(function(entry,at){var each=found.map(function(one){return one[at];});var fitting=about.filter(function(one){return each[wanted.indexOf(one)];});var sum=each.reduce(function(all,one,number){return all + one*wanted[number].size;},0);var whole=query.text?Math.max(asWhole(query,entry),asWhole(asked,entry)):0;var besides=aside.filter(function(one){return entry.called.all.some(function(other){return other.stem===one.stem;});});var count=whole?about.length:isEnough(fitting,about,entry)?fitting.length:0;most=Math.max(most,count);return { entry: entry, at: at, count: count, score: Math.max(whole, sum / lettersOf(wanted)) * (1 + entry.weight / 100) + besides.length };
});return ranked.filter(function(one){return most&&one.count===most;}).sort(function(one,other){return other.score - one.score||one.at - other.at;}).map(function(one){return one.entry;});};}
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
function tell(text,isNothing){answer.textContent=text;otherwise.hidden=!isNothing;if(streets&&isNothing){if(!street)street=element("a");otherwise.insertBefore(street,isLikeStreet()?otherwise.firstChild:null);street.href=streetHref();street.textContent=filled(say.street,{words:written()});}
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
