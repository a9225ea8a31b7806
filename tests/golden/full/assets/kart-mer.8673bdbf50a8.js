(()=>{
"use strict";
function row(label,cells){
const made=element("tr");
const head=element("th","",label);
head.scope="row";
made.append(head,...cells.map(cell=>{
const made=element("td");
made.append(...[cell].flat());
return made;
}));
return made;
}
function copied(shown){
const copy=shown.cloneNode(true);
for(const link of copy.querySelectorAll("a")){
if(!["https:","http:","mailto:","tel:"].includes(link.protocol))link.replaceWith(link.textContent);
}
return [...copy.childNodes];
}
function metres(from,to){
const rad = Math.PI / 180;
const north = Math.sin((to[1] - from[1]) * rad / 2);
const east = Math.sin((to[0] - from[0]) * rad / 2);
return 12742018 * Math.asin(Math.sqrt(north ** 2 + Math.cos(from[1] * rad)* Math.cos(to[1] * rad)* east ** 2));
}
function reach(from,coordinates){
if(typeof coordinates[0]==="number")return metres(from,coordinates);
return Math.min(...coordinates.map(one=>reach(from,one)));
}
function length(metres){
const km = metres / 1000;
const shown=Math.max(km,0.1).toLocaleString(document.documentElement.lang,{maximumFractionDigits:km<10?1:0});
return(km<0.1?"< ":"")+ shown + " km";
}
Kart.extra=(say,items,table)=>({
tabulate(found,known){
const head=element("tr");
head.append(element("td"),...found.map(one=>{
const name=element("th");
name.scope="col";
name.append(one.li.querySelector("h3 a").cloneNode(true));
return name;
}));
const body=element("tbody");
if(known)body.append(row(say.distance,found.map(one=>known.length(one.id))));
const addresses=found.map(one=>one.li.querySelector("[data-address]"));
if(addresses.some(Boolean))body.append(row(say.address,addresses.map(one=>one?one.textContent:say.unknown)));
const labels={};
for(const one of items)for(const key in one.values)labels[key]=one.values[key].label;
for(const key in labels){
const values=found.map(one=>one.values[key]);
if(values.some(Boolean))body.append(row(labels[key],values.map(one=>one?copied(one.shown):say.unknown)));
}
const top=element("thead");
top.append(head);
const made=element("table");
made.append(top,body);
table.querySelector(".scroll").replaceChildren(made);
},
locate(then,lost){
if(!navigator.geolocation)return lost();
navigator.geolocation.getCurrentPosition(position=>{
const from=[position.coords.longitude,position.coords.latitude];
fetch(say.places).then(got=>got.json()).then(data=>{
const far={};
for(const one of data.features)far[one.properties.id]=reach(from,one.geometry.coordinates);
for(const one of items){
one.far=one.far||one.li.lastElementChild.insertBefore(element("p"),one.li.querySelector(".acts"));
one.far.className="note";
one.far.textContent=say.away.replace("{length}",length(far[one.id]));
}
then({metres:far,length:id=>length(far[id])});
}).catch(lost);
},lost,{maximumAge:6e4,timeout:8e3,enableHighAccuracy:false});
},
forget(then){
for(const one of items)one.far.textContent="";
then(null);
}
});
})();
