function plain(text){
return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "")
.replace(/aa/g, "a").replace(/ae|æ/g, "a").replace(/oe|ø/g, "o").replace(/[^a-z0-9]+/g, " ").trim();
}
(function(){
"use strict";
var box=document.querySelector("[data-search]");
var list=document.querySelector("[data-list]");
if(!box||!list)return;
var input=box.querySelector("input");
var answer=box.querySelector("[role=status]");
var otherwise=box.querySelector("[data-otherwise]");
var street=box.querySelector("[data-street]");
var rows=Array.prototype.map.call(list.querySelectorAll(".row"),function(row){
var name=row.querySelector(".name").textContent;
return{row:row,text:plain(name + " " + row.textContent + " " +(row.dataset.words||""))};
});
var sections=list.querySelectorAll("section");
var wasOpen=false;
box.hidden=false;
var without=document.querySelector(".search .no-script");
if(without)without.hidden=true;
function filter(){
var wanted=plain(input.value).split(" ").filter(Boolean);
var hits=0;
rows.forEach(function(one){
var fits=wanted.every(function(word){return one.text.indexOf(word)>=0;});
one.row.hidden=!fits;
if(fits)hits +=1;
});
Array.prototype.forEach.call(sections,function(section){
section.hidden=!section.querySelector(".row:not([hidden])");
});
if(list.tagName==="DETAILS"){
if(wanted.length)list.open=true;
else if(wasOpen)list.open=false;
wasOpen=wanted.length>0;
}
answer.textContent=!wanted.length?"":hits?answer.dataset.hits.replace("{n}",hits):answer.dataset.none;
otherwise.hidden=!wanted.length||hits>0;
if(street)street.hash="gate=" + encodeURIComponent(input.value.trim());
}
input.addEventListener("input",filter);
if(input.value)filter();
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
