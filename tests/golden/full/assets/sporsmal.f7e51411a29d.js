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
(function(){"use strict";var box=document.querySelector("[data-filter]");var list=document.querySelector("[data-filtered]");if(!box||!list)return;var input=box.querySelector("input");var answer=box.querySelector("[role=status]");var ignored=alike.words(box.dataset.ignored);function isKept(one){return !ignored.some(function(other){return other.text===one.text;});}
var rows=Array.prototype.map.call(list.querySelectorAll(".row"),function(row){return{row:row,words:alike.words(row.textContent + " " +(row.dataset.words||"")).filter(isKept)};});var WAYS=[function(wanted,one){return alike.fit(wanted,one)<3;},function(wanted,one){return alike.slip(wanted,one)<Infinity;},function(wanted,one){return alike.parts(wanted,one).some(Boolean);}
];box.hidden=false;function having(wanted){return WAYS.reduce(function(found,way){return found.length?found:rows.filter(function(row){return row.words.some(function(one){return way(wanted,one);});});},[]);}
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
