Kart.tiles=(map,box,ask,fallback)=>{
"use strict";
const options={minZoom:5,maxZoom:map.getMaxZoom(),attribution:ask.dataset.credit};
const layer=L.tileLayer(ask.dataset.tiles,options).addTo(map);
const lie=there=>{
box.classList.toggle("tiled",there);
ask.parentNode.hidden=there;
fallback.hidden=there;
};
lie(true);
box.focus({preventScroll:true});
layer.on("tileerror",()=>{
if(!layer._map)return;
layer.remove();
lie(false);
fallback.textContent=ask.dataset.failed;
});
};
