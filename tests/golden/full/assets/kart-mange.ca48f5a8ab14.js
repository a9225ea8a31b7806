(()=>{
"use strict";
const CELLS=20;
Kart.many=(map,box,icon)=>({
cells(found){
const size=map.getSize();
const edge = Math.max(64, Math.sqrt(size.x * size.y / CELLS));
const view=map.getBounds();
const sorted={};
for(const one of found){
if(!view.contains(one.home))continue;
const at=map.project(one.home).divideBy(edge).floor();
(sorted[at.x + " " + at.y] ||= []).push(one);
}
return Object.values(sorted);
},
gathered(cell){
const bounds=L.latLngBounds(cell.map(one=>one.home));
const text = box.dataset.gathered.replace("{n}", cell.length);
const made = L.marker(bounds.getCenter(), { icon: icon("pin many", String(cell.length), text), title: text });
return made.on("click keypress", event => {
const key=event.originalEvent.key;
if (event.type === "keypress" && key !== "Enter" && key !== " ") return;
map.fitBounds(bounds,{padding:[24,24],maxZoom:map.getMaxZoom(),animate:false});
box.focus({preventScroll:true});
});
}
});
})();
