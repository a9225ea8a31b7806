(function(){"use strict";var field=document.querySelector("[data-find]");if(!field)return;field.hidden=false;field.addEventListener("focusin",function(){var script=document.createElement("script");script.src=field.dataset.find;document.head.appendChild(script);},{once:true});field.addEventListener("keydown",function(event){var text=event.target.value;if(event.key !=="Enter"||event.defaultPrevented||!text||!text.trim())return;var link=field.parentElement.querySelector(".field + a");link.hash="sok=" + encodeURIComponent(text.trim());link.click();});})();
function element(tag,name,text){const made=document.createElement(tag);if(name)made.className=name;if(text)made.textContent=text;return made;}
(function(){"use strict";if(typeof BigInt==="undefined")return;var WHOLE=10000;var MOST=BigInt("100000000000");function filled(text,values){return text.replace(/\{(\w+)\}/g, function (whole, key) { return key in values ? values[key] : whole; });
}
function reckoner(form){var say=form.dataset;var rules=JSON.parse(say.reckon);var places=Array.prototype.slice.call(form.querySelectorAll("[name=place]"));var children=form.querySelector("[name=children]");var optional=form.querySelector("[name=optional]");var income=form.querySelector("[name=income]");var output=form.querySelector("output");var list=form.querySelector("ul");var options=rules.options.map(function(one){return{price:one[0],of:one[1],own:one[2],second:one[3],third:one[4],limit:one[5],extra:one[6],optional:one[7]};});function rounded(above,below){var step=BigInt(rules.step);var two=BigInt(2);return Number((above * two + below * step) / (below * step * two) * step);
}
function amount(ore){if(!ore)return say.free;var kroner = String(Math.floor(ore / 100)).replace(/\B(?=(\d{3})+$)/g, say.group);
return filled(say.amount,{n:kroner +(ore % 100?say.decimal +("0" + ore % 100).slice(-2):"")});}
function percent(hundredths){return filled(say.percent, { n: String(hundredths / 100).replace(".", say.decimal) });
}
function line(one,number,earned){var off=number<2?0:number===2?one.second:one.third;var whole=number>1?one.of:one.price;var above=BigInt(whole),below=BigInt(1),rest=BigInt(WHOLE - off);var isOf=number>1&&!one.own;if(isOf){above*=rest;below=BigInt(WHOLE);}
var limit={above:earned===null?above:earned*BigInt(one.limit),below:BigInt(WHOLE*WHOLE*rules.months)};var isLimited=Boolean(earned !==null&&one.limit&&limit.above*below<above*limit.below);if(isLimited){above=limit.above;below=limit.below;}
var shown=isLimited||!isOf?rounded(above,below):whole;if(!isOf){above*=rest;below*=BigInt(WHOLE);}
var extra=rounded(BigInt(one.extra +(optional&&optional.checked?one.optional:0)),BigInt(1));return{amount:rounded(above,below),extra:extra,off:off,whole:shown,isLimited:isLimited,isOf:isOf};}
function lines(chosen,earned){var order=chosen.map(function(_,at){return at;}).sort(function(a,b){return options[chosen[b]].price - options[chosen[a]].price||a - b;});var siblings=0;var found=[];order.forEach(function(at){var one=options[chosen[at]];var counts=one.second !==null;if(counts)siblings +=1;found[at]=line(one,counts?siblings:0,earned);});return found;}
function said(one,at){var whole=amount(one.whole);if(one.isLimited)whole=filled(say.limited,{whole:whole});var isPart=one.isOf&&!one.isLimited;var values={n:at + 1,name:places[at].selectedOptions[0].text,whole:whole,off:percent(one.off),rest:percent(WHOLE - one.off),amount:amount(one.amount)};if(!one.off||one.isOf&&one.isLimited)values.amount=whole;var text=filled(isPart?say.of:one.off&&!one.isOf?say.off:say.line,values);return one.extra?filled(say.extra,{line:text,extra:amount(one.extra)}):text;}
function earned(){var text=income?income.value.trim():"";if(!text)return null;var unit = "(?:" + say.units.split(" ").join("|") + ")\\.?";
var plain = text.toLowerCase().replace(new RegExp("^" + unit + "|(?:" + unit + "|,-)$", "g"), "").replace(/\s/g, "").replace(/[\u2212\u2013]/g, "-");
var match = /^(-?)(\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d{3})+|\d+)(?:([.,])(\d{1,2}))?$/.exec(plain);
var sign=match&&match[3];if(!match||sign&&(sign !==say.decimal||match[2].indexOf(sign)>0))return filled(say.bad,{text:text});var ore = BigInt(match[2].replace(/\D/g, "") + ((match[4] || "") + "00").slice(0, 2));
if(match[1]&&ore)return say.negative;return ore<MOST?ore:say.huge;}
function tell(){var number=+children.value;places.forEach(function(one,at){one.closest("p").hidden=at>=number;});var earns=earned();var isWrong=typeof earns==="string";if(income)income.setAttribute("aria-invalid",isWrong);list.textContent="";var text=earns;if(!isWrong){var found=lines(places.slice(0,number).map(function(one){return +one.value;}),earns);var month=found.reduce(function(sum,one){return sum + one.amount + one.extra;},0);text=month?filled(say.total,{month:amount(month),year:amount(month*rules.months)}):say.nothing;found.forEach(function(one,at){list.appendChild(element("li","",said(one,at)));});}
if(output.textContent !==text)output.textContent=text;}
form.addEventListener("input",tell);form.addEventListener("submit",function(event){event.preventDefault();});form.hidden=false;form.closest("details").querySelector("[data-table]").open=false;tell();}
Array.prototype.forEach.call(document.querySelectorAll("[data-reckon]"),reckoner);})();
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
(function(){"use strict";var look=document.getElementById(location.hash.slice(1));if(look&&look.matches(".look"))look.classList.add("chosen");if(self===top)return;var host=parent;var root=document.documentElement;var watching=false;function tell(){var box=root.getBoundingClientRect();host.postMessage({type:"iframe-resized",width:Math.ceil(box.width),height:Math.ceil(box.height)},"*");}
addEventListener("message",function(message){var data=message.data;if(message.source !==host||!data)return;if(data.type==="iframe-child-init"&&!watching){watching=true;new ResizeObserver(tell).observe(root);}
if(data.type==="iframe-get-child-dimensions"&&watching)tell();});})();
