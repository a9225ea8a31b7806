function plain(text){return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d").replace(/ŋ/g, "n").replace(/ŧ/g, "t")
.replace(/aa/g, "a").replace(/ae|æ/g, "a").replace(/oe|ø/g, "o").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}
function element(tag,name,text){const made=document.createElement(tag);if(name)made.className=name;if(text)made.textContent=text;return made;}
function eachMinute(tell){function tick(){tell();setTimeout(tick,60000 - Date.now()% 60000);}
tick();document.addEventListener("visibilitychange",tell);addEventListener("pageshow",tell);}
eachMinute(function(){"use strict";var now=Date.now();var found=Array.prototype.filter.call(document.querySelectorAll("[data-t]"),function(box){box.turned=box.dataset.t.split(" ").filter(function(minute){return parseInt(minute,36)*6e4<=now;}).length;return(box.turned -(box.dataset.turned||0))% 2;});if(found.some(function(box){return !box.hidden&&box.contains(document.activeElement);}))return;found.forEach(function(box){box.hidden=!box.hidden;box.dataset.turned=box.turned;if(box.dataset.look&&!box.hidden)box.parentNode.className=box.dataset.look;});});
(function(){"use strict";var box=document.querySelector("[data-streets]");if(!box)return;var say=box.dataset;var input=box.querySelector("#_gate");var number=box.querySelector("#_nr");var numberBox=box.querySelector("[data-number]");var answer=box.querySelector("[role=status]");var matches=box.querySelector(".matches");var button=box.querySelector("[data-position]");var MOST=8;var NEAR=30;function folded(text){return plain(text).replace(/vei/g, "veg").replace(/veg(en?)?\b/g, "veg").replace(/gate[nr]?\b/g, "gata");
}
function tight(text){return text.replace(/gt\b/g, "gata").replace(/v[gn]\b/g, "veg").replace(/ /g, "");
}
var streets=Array.prototype.map.call(document.querySelectorAll(".streets li[id]"),function(item){var name=item.querySelector("h3").textContent;var text=folded(name);return{item:item,name:name,text:text,tight:tight(text),parts:item.querySelectorAll(".part")};});function filled(text,values){return text.replace(/\{(\w+)\}/g, function (whole, key) { return key in values ? values[key] : whole; });
}
function clear(){answer.textContent="";matches.textContent="";matches.hidden=true;}
function tell(text){answer.appendChild(element("p","",text));}
function ask(){var line=element("p");var link=element("a","",say.ask);link.href=say.askAt;line.appendChild(link);answer.appendChild(line);}
function there(){return streets.filter(function(one){return !one.item.hidden;});}
function found(text){var wanted=folded(text);if(!wanted)return[];var exact=there().filter(function(one){return one.name===text.trim();});if(exact.length)return exact;var some=alike(wanted,"text");return some.length?some:alike(tight(wanted),"tight");}
function alike(wanted,key){var same=there().filter(function(one){return one[key]===wanted;});if(same.length)return same;var begins=there().filter(function(one){return one[key].indexOf(wanted)===0;});return begins.concat(there().filter(function(one){return one[key].indexOf(" " + wanted)>0;}));}
function read(text){var some=found(text);var numbers = some.length ? [] : text.match(/\d{1,4}(?!\d)\s*(?:[a-zæøå](?![a-zæøå]))?/gi) || [];
for(var at=text.length;numbers.length;){var number=numbers.pop();at=text.lastIndexOf(number,at - number.length);some=found(text.slice(0,at));var isPostcode = /^\d{4}\s+$/.test(number) && /^[a-zæøå]/i.test(text.slice(at + number.length));
if(some.length)return{streets:some,house:isPostcode?"":number.trim()};}
return{streets:some.length?some:found(text.split(",")[0]),house:""};}
function isSplit(street){return street.parts.length>1||street.parts[0].dataset.first||street.parts[0].dataset.last||
street.parts[0].dataset.side !=="all";}
function holds(part,house){var of=part.dataset;var side=house % 2?"odd":"even";return(!of.first||house>=+of.first)&&(!of.last||house<=+of.last)&&(of.side==="all"||of.side===side);}
function show(street,part){answer.appendChild(element("h2","",street.name));answer.appendChild(part.cloneNode(true));showNotices(street);if("unknown" in part.dataset)ask();answer.appendChild(element("p","note",say.private));}
function showNotices(street){var notices=street.item.querySelector(".rows");if(notices)answer.appendChild(notices.cloneNode(true));}
function answerFor(street){var house = /^\s*(\d{1,4})\s*[a-zæøå]?\s*$/i.exec(number.value);
var part=numberBox.hidden?street.parts[0]:house&&Array.prototype.filter.call(street.parts,function(one){return holds(one,+house[1]);})[0];if(part)return show(street,part);if(!number.value.trim())tell(filled(say.which,{street:street.name}));else if(!house)tell(say.unlike);else{tell(filled(say.outside,{street:street.name,number:number.value.trim()}));ask();}
showNotices(street);}
function choose(street){input.value=street.name;look();(numberBox.hidden?input:number).focus();}
function offer(some){tell(filled(some.length>MOST?say.many:say.some,{n:some.length}));some.slice(0,MOST).forEach(function(one){var line=element("li");var pick=element("button","show",one.name);pick.type="button";pick.addEventListener("click",function(){choose(one);});line.appendChild(pick);matches.appendChild(line);});matches.hidden=false;}
function look(){var some=read(input.value).streets;var one=some.length===1?some[0]:null;clear();numberBox.hidden=!one||!isSplit(one);if(one)answerFor(one);else if(some.length)offer(some);else if(plain(input.value)){tell(say.none);ask();}
remember(one);}
function lookAnew(house){number.value=house||read(input.value).house;look();}
function remember(street){if(document.documentElement.classList.contains("embed"))return;var state=street?"#gate=" + encodeURIComponent(street.name):"";if(street&&!numberBox.hidden&&number.value)state +="&nr=" + encodeURIComponent(number.value);history.replaceState(null,"",state||location.pathname);}
function recall(){var state=new URLSearchParams(location.hash.slice(1)||location.search);if(!input||!state.get("gate"))return;input.value=state.get("gate");lookAnew(state.get("nr"));}
function distance(at,a,b){var north=111320;var east = north * Math.cos(at[1] * Math.PI / 180);
var ax=(a[0]- at[0])*east,ay=(a[1]- at[1])*north;var dx=(b[0]- a[0])*east,dy=(b[1]- a[1])*north;var length=dx*dx + dy*dy;var along = length ? Math.max(0, Math.min(1, -(ax * dx + ay * dy) / length)) : 0;
return Math.sqrt(Math.pow(ax + along*dx,2)+ Math.pow(ay + along*dy,2));}
function rings(area){return area.type==="Polygon"?area.coordinates:Array.prototype.concat.apply([],area.coordinates);}
function placed(at,found){var inside=false;var border=Infinity;found.forEach(function(ring){for(var i=1;i<ring.length;i++){var a=ring[i - 1],b=ring[i];border=Math.min(border,distance(at,a,b));if ((a[1] > at[1]) !== (b[1] > at[1]) && at[0] < (b[0] - a[0]) * (at[1] - a[1]) / (b[1] - a[1]) + a[0]) {
inside=!inside;}
}
});return{inside:inside,border:border};}
function line(label,area){var made=element("div");made.appendChild(element("dt","",label));var value=element("dd");var link=element("a","",area.name);link.href=area.href;value.appendChild(link);if(area.sample)value.appendChild(element("strong","state"," " + say.sample));made.appendChild(value);return made;}
function answerAt(position,areas){var at=[position.coords.longitude,position.coords.latitude];var near=Math.max(NEAR,position.coords.accuracy||0);var levels={};areas.forEach(function(one){var level=levels[one.properties.level]=levels[one.properties.level]||{inside:[],border:Infinity};var where=placed(at,rings(one.geometry));if(where.inside)level.inside.push(one.properties);level.border=Math.min(level.border,where.border);});clear();var list=element("dl");var doubt="";Object.keys(levels).forEach(function(label){var level=levels[label];if(level.border<near||level.inside.length>1)doubt=button.dataset.near;else if(!level.inside.length)doubt=doubt||button.dataset.nowhere;else list.appendChild(line(label,level.inside[0]));});if(list.firstChild){answer.appendChild(element("h2","",button.dataset.here));answer.appendChild(list);}
if(doubt){tell(doubt);ask();}
answer.appendChild(element("p","note",say.private));}
function denied(){var policy=document.featurePolicy;clear();tell(policy&&!policy.allowsFeature("geolocation")?button.dataset.refused:button.dataset.denied);ask();}
function locate(){if(input){input.value=number.value="";numberBox.hidden=true;remember(null);}
clear();tell(button.dataset.finding);if(!navigator.geolocation)return denied();fetch(button.dataset.position).then(function(got){if(!got.ok)throw new Error(String(got.status));return got.json();}).then(function(data){navigator.geolocation.getCurrentPosition(function(position){answerAt(position,data.features);},denied,{maximumAge:60000,timeout:15000,enableHighAccuracy:true});}).catch(denied);}
box.hidden=false;if(input){input.addEventListener("input",function(){lookAnew("");});number.addEventListener("input",look);}
if(button)button.addEventListener("click",locate);addEventListener("hashchange",recall);recall();})();
(function(){"use strict";var look=document.getElementById(location.hash.slice(1));if(look&&look.matches(".look"))look.classList.add("chosen");if(self===top)return;var host=parent;var root=document.documentElement;var watching=false;function tell(){var box=root.getBoundingClientRect();host.postMessage({type:"iframe-resized",width:Math.ceil(box.width),height:Math.ceil(box.height)},"*");}
addEventListener("message",function(message){var data=message.data;if(message.source !==host||!data)return;if(data.type==="iframe-child-init"&&!watching){watching=true;new ResizeObserver(tell).observe(root);}
if(data.type==="iframe-get-child-dimensions"&&watching)tell();});})();
