function plain(text){
return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "")
.replace(/aa/g, "a").replace(/ae|æ/g, "a").replace(/oe|ø/g, "o").replace(/[^a-z0-9]+/g, " ").trim();
}
function element(tag,name,text){
const made=document.createElement(tag);
if(name)made.className=name;
if(text)made.textContent=text;
return made;
}
(()=>{
"use strict";
const box=document.querySelector("[data-map]");
if(!box)return;
const say=box.dataset;
const fallback=document.querySelector("[data-fallback]");
const calm=matchMedia("(prefers-reduced-motion: reduce)").matches;
const SPACE=34;
const MANY=60;
let many=null;
const pins=[];
const names=[];
let standing=[];
let asked=false;
let wanted="";
let only=null;
let drawn=null;
function fail(){
box.hidden=true;
box.classList.remove("drawn");
if(fallback){
fallback.hidden=false;
fallback.textContent=say.failed;
}
}
function add(made,then,failed){
made.onload=then;
made.onerror=failed||fail;
document.head.append(made);
}
function load(address,then,failed){
add(Object.assign(element("script"),{src:address}),then,failed);
}
function fetched(address,then){
fetch(address).then(answer=>{
if(!answer.ok)throw new Error(String(answer.status));
return answer.json();
}).then(then).catch(fail);
}
function popup(one){
const made=element("div","popup");
made.append(element("strong","",one.number + " " + one.name));
one.li.querySelectorAll(".sample, [data-address], .pair").forEach(known=>{
made.append(element("p","",known.textContent));
});
const link=element("a","",say.toList);
link.href="#" + one.id;
link.target="_self";
made.append(link);
return made;
}
function icon(name,text,unseen){
const made=element("span","",text);
made.append(element("span","unseen"," " + unseen));
return L.divIcon({className:name,html:made,iconSize:[28,28],iconAnchor:[14,14],popupAnchor:[0,-14]});
}
function base(map){
return data=>{
L.geoJSON(data,{
interactive:false,
style:{className:"outline",weight:1.5,fillOpacity:1},
pointToLayer:(feature,at)=>{
const name=L.marker(at,{
interactive:false,keyboard:false,zIndexOffset:-10000,
icon:L.divIcon({className:"placename",html:element("span","",feature.properties.name),iconSize:null})
});
names.push(name);
return name;
}
}).addTo(map).eachLayer(layer=>{if(layer.bringToBack)layer.bringToBack();});
arrange(map);
};
}
function places(map){
return data=>{
data.features.forEach(feature=>{
const li=document.getElementById(feature.properties.id);
const one={
id:li.id,li:li,number:li.querySelector(".pin").textContent,name:li.querySelector("h3").textContent,
state:feature.properties.state||"",say:()=>popup(one)
};
if(feature.geometry.type==="Point")one.home=L.GeoJSON.coordsToLatLng(feature.geometry.coordinates);
else{
one.shape=L.geoJSON(feature,{
style:feature.geometry.type.endsWith("LineString")
?{className:"track",weight:4}:{className:"area " + one.state,weight:2},
pointToLayer:(part,at)=>L.circleMarker(at,{className:"area",radius:6,weight:2})
}).bindPopup(one.say);
one.home=L.GeoJSON.coordsToLatLng(feature.properties.at);
}
pins.push(one);
});
if(pins.length<=MANY)return ready(map);
load(say.many,()=>{
many=Kart.many(map,box,icon);
ready(map);
});
};
}
function ready(map){
drawn=map;
box.classList.add("drawn");
show(map);
if(wanted)open(wanted);
}
function shown(){
return pins.filter(one=>!only||only.has(one.id));
}
function show(map){
pins.forEach(one=>{
if(!one.shape)return;
if(!only||only.has(one.id))one.shape.addTo(map);
else one.shape.remove();
});
if(only&&shown().length){
map.fitBounds(L.latLngBounds(shown().map(one=>one.home)),
{padding:[48,48],maxZoom:15,animate:false});
}
arrange(map);
}
function marker(one){
if(!one.marker){
one.marker=L.marker(one.home,{
icon:icon("pin " + one.state,one.number,one.name),title:one.name,riseOnHover:true
}).bindPopup(one.say);
}
return one.marker;
}
function arrange(map){
const found=shown();
let groups=found.map(one=>[one]);
if(many&&found.length>MANY&&map.getZoom()<map.getMaxZoom())groups=many.cells(found);
const alone=groups.filter(cell=>cell.length===1).map(cell=>cell[0]);
const markers=alone.map(marker);
groups.forEach(cell=>{if(cell.length>1)markers.push(many.gathered(cell));});
standing.forEach(one=>{if(markers.indexOf(one)<0)one.remove();});
markers.forEach(one=>{if(!one._map)one.addTo(map);});
standing=markers;
if(many)many.stops(standing);
const spots=alone.map(one=>map.latLngToLayerPoint(one.home));
apart(spots);
if(map.leaders)map.leaders.remove();
map.leaders=L.layerGroup([]).addTo(map);
alone.forEach((one,number)=>{
const to=map.layerPointToLatLng(spots[number]);
one.marker.setLatLng(to);
if(spots[number].distanceTo(map.latLngToLayerPoint(one.home))<4)return;
const look={className:"leader",weight:1.5,interactive:false,fillOpacity:1};
map.leaders.addLayer(L.polyline([one.home,to],look));
map.leaders.addLayer(L.circleMarker(one.home,Object.assign({radius:2},look)));
});
label(map,markers.map(one=>{
const at=map.latLngToLayerPoint(one.getLatLng());
return [at.x - 16,at.y - 16,at.x + 16,at.y + 16];
}));
}
function apart(spots){
for(let turn=0,moved=true;moved&&turn<200;turn++){
moved=false;
for(let i=0;i<spots.length;i++){
for(let j=i + 1;j<spots.length;j++){
let way=spots[j].subtract(spots[i]);
const far=Math.sqrt(way.x * way.x + way.y * way.y);
if(far>SPACE - 0.5)continue;
moved=true;
if(!far)way=L.point(Math.cos(j),Math.sin(j));
way = way.multiplyBy((SPACE - far) / 2 / (far || 1));
spots[j]=spots[j].add(way);
spots[i]=spots[i].subtract(way);
}
}
}
}
function label(map,taken){
names.forEach(name=>{
const shown=name.getElement();
const at=map.latLngToLayerPoint(name.getLatLng());
const wide=shown.offsetWidth;
const high=shown.offsetHeight;
const near = [[0, 0], [0, 26], [0, -26], [wide / 2 + 20, 0], [-wide / 2 - 20, 0], [0, 44], [0, -44]];
const free=near.some(by=>{
const left = by[0] - wide / 2;
const top = by[1] - high / 2;
const area=[at.x + left - 3,at.y + top - 1,at.x + left + wide + 3,at.y + top + high + 1];
const clear=taken.every(one=>{
return area[0]>one[2]||area[2]<one[0]||area[1]>one[3]||area[3]<one[1];
});
if(clear){
taken.push(area);
shown.style.margin=top + "px 0 0 " + left + "px";
}
return clear;
});
shown.style.visibility=free?"visible":"hidden";
});
}
function open(id){
wanted=id;
if(!asked)draw();
box.parentNode.scrollIntoView({block:"nearest",behavior:calm?"auto":"smooth"});
pins.forEach(one=>{
if(one.id !==id||!drawn)return;
drawn.setView(one.home,Math.max(drawn.getZoom(),14),{animate:false});
while(standing.indexOf(marker(one))<0&&drawn.getZoom()<drawn.getMaxZoom()){
drawn.setView(one.home,Math.floor(drawn.getZoom())+ 1,{animate:false});
}
one.marker.openPopup();
});
}
function controls(map){
L.control.zoom({zoomInTitle:say.zoomIn,zoomOutTitle:say.zoomOut}).addTo(map);
map.attributionControl.setPrefix(L.Browser.mobile&&say.fingers);
if(L.Browser.mobile)map.dragging.disable();
map.on("zoomend resize",()=>{arrange(map);});
map.on("moveend",()=>{if(shown().length>MANY)arrange(map);});
map.on("popupopen",event=>{
const made=event.popup.getElement();
made.setAttribute("role","dialog");
made.setAttribute("aria-label",made.querySelector("strong").textContent);
made.tabIndex=-1;
made.querySelector(".leaflet-popup-close-button").setAttribute("aria-label",say.close);
made.focus({preventScroll:true});
});
map.on("popupclose",event=>{
const from=event.popup._source&&event.popup._source._icon;
if(from)from.focus({preventScroll:true});
});
box.addEventListener("keydown",event=>{
if(event.key==="Escape")map.closePopup();
});
}
function tiles(map){
const ask=document.querySelector("[data-tiles]");
if(!ask)return;
ask.parentNode.hidden=false;
ask.addEventListener("click",()=>load(ask.dataset.script,()=>Kart.tiles(map,box,ask,fallback)));
}
window.Kart={
lag:(map,options)=>{
controls(map);
tiles(map);
if(options.base)fetched(options.base,base(map));
fetched(options.places,places(map));
},
only:ids=>{
only=ids;
if(drawn)show(drawn);
},
open:open,
load:load
};
function stand(maps){
const glide=maps.prototype.panBy;
maps.mergeOptions({zoomAnimation:false,fadeAnimation:false,markerZoomAnimation:false,inertia:false});
maps.include({panBy:function(by){return glide.call(this,by,{animate:false});}});
}
function draw(){
asked=true;
add(Object.assign(element("link"),{rel:"stylesheet",href:say.style}),()=>{
load(say.leaflet,()=>{
if(calm)stand(L.Map);
L.Map.mergeOptions({zoomAnimation:false});
L.Popup.mergeOptions({
maxWidth:Math.min(230,box.parentNode.clientWidth - 110),
autoPanPaddingTopLeft:[64,8],
autoPanPaddingBottomRight:[8,8]
});
box.hidden=false;
load(say.drawing,()=>{});
});
});
}
if(say.many)load(say.many,()=>{},()=>{});
box.setAttribute("role","region");
box.setAttribute("aria-label",say.label);
addEventListener("load",()=>{
const item=document.getElementById(location.hash.slice(1));
if(item&&item.matches(".places li"))open(item.id);
});
if(!("IntersectionObserver" in window)){
draw();
return;
}
const seen=new IntersectionObserver(entries=>{
if(asked||!entries.some(entry=>entry.isIntersecting))return;
seen.disconnect();
draw();
},{rootMargin:"300px"});
seen.observe(document.querySelector(".map"));
})();
(()=>{
"use strict";
const list=document.querySelector("ol.places");
const box=document.querySelector("[data-tools]");
if(!list||!box)return;
const say=box.dataset;
const STEP=60;
const MOST=4;
const input=box.querySelector("input");
const choices=[...box.querySelectorAll("select")];
const answer=box.querySelector("[role=status]");
const near=box.querySelector("[data-near]");
const note=box.querySelector("[data-note]");
const bar=document.querySelector("[data-compare]");
const compare=bar&&bar.firstElementChild;
const table=document.querySelector("[data-table]");
const more=document.querySelector("[data-more]");
const level=choices.find(choice=>choice.name===say.level);
let step=STEP;
let known=null;
let target=null;
const items=[...list.children].map((li,number)=>{
const inside=li.lastElementChild;
const one={li,number,id:li.id,name:li.querySelector("h3").textContent,text:plain(inside.textContent),values:{}};
for(const pair of li.querySelectorAll("[data-key]")){
const [label,value]=pair.childNodes;
one.values[pair.dataset.key]={label:label.data.slice(0,-2),shown:value,text:value.textContent.replace(" ↗","")};
}
const unseen=()=>element("span","unseen",": " + one.name);
const acts=element("p","acts");
const onMap=element("button","show");
Object.assign(onMap,{type:"button",onclick:()=>Kart.open(one.id)});
onMap.append(say.show,unseen());
acts.append(onMap);
if(compare){
one.tick=Object.assign(element("input"),{type:"checkbox",onchange:ticked});
const label=element("label");
label.append(one.tick,say.tick,unseen());
acts.append(label);
}
inside.append(acts);
return one;
});
function fits(one){
const words=input?plain(input.value).split(" "):[];
return words.every(word=>one.text.includes(word))&&choices.every(choice=>{
const value=one.values[choice.name];
if(!choice.value||!value)return !choice.value;
return "whole" in choice.dataset?value.text===choice.value:value.text.split(", ").includes(choice.value);
});
}
function filter(){
const found=items.filter(fits);
const shown=new Set(found.slice(0,step));
if(target)shown.add(target);
for(const one of items)one.li.hidden=!shown.has(one);
more.hidden=found.length<=step;
const isAll=found.length===items.length;
let text=found.length?say.count.replace("{n}",found.length).replace("{all}",items.length):say.none;
if(isAll)text="";
if(known&&found.length)text=say.nearest.replace("{name}",found[0].name).replace("{length}",known.length(found[0].id));
answer.textContent=text;
if(note)note.hidden=!known||!found.length;
Kart.only(isAll?null:new Set(found.map(one=>one.id)));
}
function changed(){
if(known&&level&&!level.value)return ask();
step=STEP;
target=null;
filter();
keep();
}
function keep(){
const query=new URLSearchParams();
if(input&&input.value.trim())query.set("q",input.value.trim());
for(const choice of choices)if(choice.value)query.set("f-" + choice.name,choice.value);
if(table&&!table.hidden)query.set("sammenlign",chosen().map(one=>one.id).join());
history.replaceState(null,"",location.pathname +(String(query)&&"?" + query)+ location.hash);
}
function restore(){
const query=new URLSearchParams(location.search);
if(input)input.value=query.get("q")||input.value;
for(const choice of choices){
choice.value=query.get("f-" + choice.name)||"";
if(choice.selectedIndex<0)choice.value="";
}
const ids=(query.get("sammenlign")||"").split(",").slice(0,MOST);
if(compare){
for(const one of items)one.tick.checked=ids.includes(one.id);
ticked();
if(chosen().length>1)tabulate();
}
filter();
}
let extra=null;
function withExtra(act){
if(extra)act(extra);
else Kart.load(say.extra,()=>act(extra=Kart.extra(say,items,table)),lost);
}
function chosen(){
return items.filter(one=>one.tick&&one.tick.checked);
}
function ticked(){
const found=chosen();
for(const one of items)one.tick.disabled=found.length>=MOST&&!one.tick.checked;
compare.disabled=found.length<2;
compare.textContent=say.side.replace("{n}",found.length);
bar.hidden=!found.length;
if(table.hidden)return;
if(found.length>1)tabulate();
else close();
}
function tabulate(then){
withExtra(extra=>{
extra.tabulate(chosen(),known);
table.hidden=false;
keep();
if(then)then();
});
}
function close(){
table.hidden=true;
keep();
}
function lost(){
answer.textContent=say.lost;
}
function sort(distances){
known=distances;
near.setAttribute("aria-pressed",String(!!known));
items.sort(known?(a,b)=>known.metres[a.id] - known.metres[b.id]:(a,b)=>a.number - b.number);
list.append(...items.map(one=>one.li));
if(table&&!table.hidden)tabulate();
changed();
}
function ask(){
if(level&&!level.value&&!known){
answer.textContent=say.first;
level.focus();
return;
}
if(!known)answer.textContent=say.asking;
withExtra(extra=>known?extra.forget(sort):extra.locate(sort,lost));
}
if(input)input.addEventListener("input",changed);
for(const choice of choices)choice.addEventListener("change",changed);
if(near)near.addEventListener("click",ask);
if(compare){
compare.addEventListener("click",()=>tabulate(()=>table.querySelector("h2").focus()));
table.querySelector("button").addEventListener("click",()=>{
close();
(bar.hidden?list.querySelector("a"):compare).focus();
});
}
more.firstElementChild.addEventListener("click",()=>{
const first=items.filter(fits)[step];
step +=STEP;
filter();
first.li.querySelector("a").focus();
});
function reveal(){
target=items.find(one=>one.id===decodeURIComponent(location.hash.slice(1)))||null;
if(!target||!target.li.hidden)return;
filter();
target.li.scrollIntoView();
}
box.hidden=false;
restore();
reveal();
addEventListener("hashchange",reveal);
})();
(function(){
"use strict";
var look=document.getElementById(location.hash.slice(1));
if(look&&look.matches(".look"))look.classList.add("chosen");
if(self===top)return;
var host=parent;
var root=document.documentElement;
var watching=false;
function tell(){
var box=root.getBoundingClientRect();
host.postMessage({type:"iframe-resized",width:Math.ceil(box.width),height:Math.ceil(box.height)},"*");
}
addEventListener("message",function(message){
var data=message.data;
if(message.source !==host||!data)return;
if(data.type==="iframe-child-init"&&!watching){
watching=true;
new ResizeObserver(tell).observe(root);
}
if(data.type==="iframe-get-child-dimensions"&&watching)tell();
});
})();
