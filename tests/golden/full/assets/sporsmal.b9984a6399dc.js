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
(function(){"use strict";var box=document.querySelector("[data-filter]");var list=document.querySelector("[data-filtered]");if(!box||!list)return;var input=box.querySelector("input");var answer=box.querySelector("[role=status]");var ignored=alike.words(box.dataset.ignored);function isKept(one){return !ignored.some(function(other){return other.text===one.text;});}
var rows=Array.prototype.map.call(list.querySelectorAll(".row"),function(row){return{row:row,words:alike.words(row.textContent + " " +(row.dataset.words||"")).filter(isKept)};});var WAYS=[function(wanted,some){return some.some(function(one){return alike.fit(wanted,one)<3;});},function(wanted,some){return some.some(function(one){return alike.slip(wanted,one)<Infinity;});},function(wanted,some){return alike.parts(wanted,some,some)>0;}
];box.hidden=false;function having(wanted){return WAYS.reduce(function(found,way){return found.length?found:rows.filter(function(row){return way(wanted,row.words);});},[]);}
function filter(){var all=alike.words(input.value);var kept=all.filter(isKept);var found=(kept.length?kept:all).map(having);var counts=rows.map(function(row){return found.filter(function(some){return some.indexOf(row)>=0;}).length;});var most=Math.max.apply(null,counts);var hits=0;rows.forEach(function(one,at){var fits=!all.length||(most>0&&counts[at]===most);one.row.hidden=!fits;if(fits)hits +=1;});Array.prototype.forEach.call(list.querySelectorAll("section"),function(section){section.hidden=!section.querySelector(".row:not([hidden])");});answer.textContent=!all.length?"":hits?answer.dataset.hits.replace("{n}",hits):answer.dataset.none;}
input.addEventListener("input",filter);if(input.value)filter();})();
function osloClock(moment){var parts={};new Intl.DateTimeFormat("en-GB",{timeZone: "Europe/Oslo", calendar: "gregory", numberingSystem: "latn", hourCycle: "h23",
year:"numeric",month:"2-digit",day:"2-digit",hour:"2-digit",minute:"2-digit"
}).formatToParts(moment).forEach(function(part){parts[part.type]=part.value;});return{day:parts.year + "-" + parts.month + "-" + parts.day,minute:parts.hour*60 + +parts.minute};}
function eachMinute(tell){function tick(){tell();setTimeout(tick,60000 - Date.now()% 60000);}
tick();document.addEventListener("visibilitychange",tell);addEventListener("pageshow",tell);}
eachMinute(function(){"use strict";var now=Date.now();var found=Array.prototype.filter.call(document.querySelectorAll("[data-t]"),function(box){box.turned=box.dataset.t.split(" ").filter(function(minute){return parseInt(minute,36)*6e4<=now;}).length;return(box.turned -(box.dataset.turned||0))% 2;});if(found.some(function(box){return !box.hidden&&box.contains(document.activeElement);}))return;found.forEach(function(box){box.hidden=!box.hidden;box.dataset.turned=box.turned;if(box.dataset.look&&!box.hidden)box.parentNode.className=box.dataset.look;});});
(function(){"use strict";var boxes=Array.prototype.slice.call(document.querySelectorAll("[data-weeks]"));if(!boxes.length)return;var language=boxes[0].closest("[lang]").lang;function noon(day){return new Date(day + "T12:00:00Z");}
function after(day,days){return new Date(noon(day).getTime()+ days*864e5).toISOString().slice(0,10);}
function weekday(day){return(noon(day).getUTCDay()+ 6)% 7;}
function times(say,day){var weeks=say.weeks.split(";").filter(function(one){return one.slice(0,10)<=day;});if(!weeks.length||day>say.last)return null;var own=say.days.split(";").filter(function(one){return one.slice(0,10)===day;})[0];var found=own?own.split(" ")[1]:weeks.pop().split(" ")[weekday(day)+ 1];return found === "?" ? null : (found.match(/\d+/g) || []).map(Number);
}
function filled(text,values){return text.replace(/{(\w+)}/g, function (_, name) { return values[name]; });
}
function two(number){return("0" + number).slice(-2);}
function time(say,today,day,minute){var clock = two(Math.floor(minute / 60)) + (language === "en" ? ":" : ".") + two(minute % 60);
if(day===today)return clock;var name=say.names.split(" ")[weekday(day)];if(day<after(today,7))return name + " " + clock;var month=new Intl.DateTimeFormat([language==="nn"?"nb":language,"nb"],{month:"long",timeZone:"UTC"});var values={weekday:name,day:noon(day).getUTCDate(),month:month.format(noon(day))};return filled(say.date,values)+ " " + clock;}
function closing(say,now,closes){var day=now.day;for(var days=1;closes===1440&&days<=7;days +=1){var next=times(say,after(now.day,days));if(!next||next[0]!==0)break;day=after(now.day,days);closes=next[1];}
if(closes===1440&&days>7)return say.open;return filled(say.until,{time:time(say,now.day,day,closes)});}
function opening(say,now){for(var day=now.day;day<=say.last;day=after(day,1)){var found=times(say,day);if(!found)break;for(var at=0;at<found.length;at +=2){if(day===now.day&&found[at]<=now.minute)continue;return filled(say.opens,{time:time(say,now.day,day,found[at])});}
}
return say.closed;}
function said(say,now){var today=times(say,now.day);if(!today)return "";for(var at=0;at<today.length;at +=2){if(today[at]<=now.minute&&now.minute<today[at + 1])return closing(say,now,today[at + 1]);}
return opening(say,now);}
eachMinute(function(){var now=osloClock(new Date());boxes.forEach(function(box){var text=said(box.dataset,now);if(box.textContent !==text)box.textContent=text;});});})();
(function(){"use strict";var counts=document.querySelectorAll("[data-day]");if(counts.length)eachMinute(function(){var today=osloClock(new Date()).day;Array.prototype.forEach.call(counts,function(box){var days = Math.round((Date.parse(box.dataset.day) - Date.parse(today)) / 864e5);
var words=box.dataset.left.split("|");var text=days<0||days>30?"":" (" + words[Math.min(days,2)].replace("{n}",days)+ ")";if(box.textContent !==text)box.textContent=text;});});})();
