(function () {
"use strict";
var box = document.querySelector("[data-map]");
if (!box) return;
var say = box.dataset;
var fallback = document.querySelector("[data-fallback]");
var calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
var SPACE = 34;
var pins = [];
var names = [];
var asked = false;
var wanted = "";
var drawn = null;
function element(tag, name, text) {
var made = document.createElement(tag);
if (name) made.className = name;
if (text) made.textContent = text;
return made;
}
function fail() {
box.hidden = true;
box.classList.remove("drawn");
if (fallback) {
fallback.hidden = false;
fallback.textContent = say.failed;
}
}
function load(address, then) {
var script = element("script");
script.src = address;
script.onload = then;
script.onerror = fail;
document.head.appendChild(script);
}
function style(address, then) {
var link = element("link");
link.rel = "stylesheet";
link.href = address;
link.onload = then;
link.onerror = fail;
document.head.appendChild(link);
}
function fetched(address, then) {
fetch(address).then(function (answer) {
if (!answer.ok) throw new Error(String(answer.status));
return answer.json();
}).then(then).catch(fail);
}
function popup(properties) {
var made = element("div", "popup");
made.appendChild(element("strong", "", properties.number + " " + properties.name));
if (properties.sample) made.appendChild(element("p", "", say.sample));
if (properties.address) made.appendChild(element("p", "", properties.address));
(properties.values || []).forEach(function (pair) {
made.appendChild(element("p", "", pair[0] + ": " + pair[1]));
});
var link = element("a", "", say.toList);
link.href = "#" + properties.id;
link.target = "_self";
made.appendChild(link);
return made;
}
function pin(number, name) {
var made = element("span", "", String(number));
made.appendChild(element("span", "unseen", " " + name));
return L.divIcon({ className: "pin", html: made, iconSize: [28, 28], iconAnchor: [14, 14], popupAnchor: [0, -14] });
}
function base(map) {
return function (data) {
L.geoJSON(data, {
interactive: false,
style: { className: "outline", weight: 1.5, fillOpacity: 1 },
pointToLayer: function (feature, at) {
var name = L.marker(at, {
interactive: false, keyboard: false, zIndexOffset: -10000,
icon: L.divIcon({ className: "placename", html: element("span", "", feature.properties.name), iconSize: null })
});
names.push(name);
return name;
}
}).addTo(map).eachLayer(function (layer) { if (layer.bringToBack) layer.bringToBack(); });
arrange(map);
};
}
function places(map) {
return function (data) {
data.features.forEach(function (feature) {
var properties = feature.properties;
var say = function () { return popup(properties); };
var shape = L.geoJSON(feature, {
style: { className: "area", weight: 2 },
filter: function (one) { return one.geometry.type !== "Point"; }
}).bindPopup(say).addTo(map);
var at = feature.geometry.type === "Point"
? L.GeoJSON.coordsToLatLng(feature.geometry.coordinates) : shape.getBounds().getCenter();
var marker = L.marker(at, { icon: pin(properties.number, properties.name), title: properties.name, riseOnHover: true });
pins.push({ id: properties.id, home: at, marker: marker.bindPopup(say).addTo(map) });
});
drawn = map;
box.classList.add("drawn");
arrange(map);
if (wanted) open(wanted);
};
}
function arrange(map) {
var spots = pins.map(function (one) { return map.latLngToLayerPoint(one.home); });
for (var turn = 0, moved = true; moved && turn < 200; turn++) {
moved = false;
for (var i = 0; i < spots.length; i++) {
for (var j = i + 1; j < spots.length; j++) {
var way = spots[j].subtract(spots[i]);
var apart = Math.sqrt(way.x * way.x + way.y * way.y);
if (apart > SPACE - 0.5) continue;
moved = true;
if (!apart) way = L.point(Math.cos(j), Math.sin(j));
way = way.multiplyBy((SPACE - apart) / 2 / (apart || 1));
spots[j] = spots[j].add(way);
spots[i] = spots[i].subtract(way);
}
}
}
if (map.leaders) map.leaders.remove();
map.leaders = L.layerGroup([]).addTo(map);
pins.forEach(function (one, number) {
var to = map.layerPointToLatLng(spots[number]);
one.marker.setLatLng(to);
if (spots[number].distanceTo(map.latLngToLayerPoint(one.home)) < 4) return;
var look = { className: "leader", weight: 1.5, interactive: false, fillOpacity: 1 };
map.leaders.addLayer(L.polyline([one.home, to], look));
map.leaders.addLayer(L.circleMarker(one.home, Object.assign({ radius: 2 }, look)));
});
var taken = spots.map(function (at) { return [at.x - 16, at.y - 16, at.x + 16, at.y + 16]; });
names.forEach(function (name) {
var shown = name.getElement();
var at = map.latLngToLayerPoint(name.getLatLng());
var wide = shown.offsetWidth;
var high = shown.offsetHeight;
var near = [[0, 0], [0, 26], [0, -26], [wide / 2 + 20, 0], [-wide / 2 - 20, 0], [0, 44], [0, -44]];
var free = near.some(function (by) {
var left = by[0] - wide / 2;
var top = by[1] - high / 2;
var area = [at.x + left - 3, at.y + top - 1, at.x + left + wide + 3, at.y + top + high + 1];
var clear = taken.every(function (one) {
return area[0] > one[2] || area[2] < one[0] || area[1] > one[3] || area[3] < one[1];
});
if (clear) {
taken.push(area);
shown.style.margin = top + "px 0 0 " + left + "px";
}
return clear;
});
shown.style.visibility = free ? "visible" : "hidden";
});
}
function open(id) {
wanted = id;
if (!asked) draw();
box.parentNode.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
pins.forEach(function (one) {
if (one.id !== id || !drawn) return;
drawn.setView(one.home, Math.max(drawn.getZoom(), 14), { animate: false });
one.marker.openPopup();
});
}
function controls(map) {
L.control.zoom({ zoomInTitle: say.zoomIn, zoomOutTitle: say.zoomOut }).addTo(map);
map.attributionControl.setPrefix(false);
if (L.Browser.mobile) map.dragging.disable();
map.on("zoomend resize", function () { arrange(map); });
map.on("popupopen", function (event) {
var made = event.popup.getElement();
made.setAttribute("role", "dialog");
made.setAttribute("aria-label", made.querySelector("strong").textContent);
made.tabIndex = -1;
made.querySelector(".leaflet-popup-close-button").setAttribute("aria-label", say.close);
made.focus({ preventScroll: true });
});
map.on("popupclose", function (event) {
var from = event.popup._source && event.popup._source._icon;
if (from) from.focus({ preventScroll: true });
});
box.addEventListener("keydown", function (event) {
if (event.key === "Escape") map.closePopup();
});
}
window.Kart = {
lag: function (map, options) {
controls(map);
if (options.base) fetched(options.base, base(map));
fetched(options.places, places(map));
}
};
function stand(maps) {
var glide = maps.prototype.panBy;
maps.mergeOptions({ zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false, inertia: false });
maps.include({ panBy: function (by) { return glide.call(this, by, { animate: false }); } });
}
function draw() {
asked = true;
style(say.style, function () {
load(say.leaflet, function () {
if (calm) stand(L.Map);
L.Map.mergeOptions({ zoomAnimation: false });
L.Popup.mergeOptions({
maxWidth: Math.min(230, box.parentNode.clientWidth - 110),
autoPanPaddingTopLeft: [64, 8],
autoPanPaddingBottomRight: [8, 8]
});
box.hidden = false;
load(say.drawing, function () {});
});
});
}
Array.prototype.forEach.call(document.querySelectorAll(".places li[id]"), function (item) {
var button = element("button", "show", say.show);
button.type = "button";
button.setAttribute("aria-label", say.show + ": " + item.querySelector("h3").textContent);
button.addEventListener("click", function () { open(item.id); });
item.lastElementChild.appendChild(button);
});
box.setAttribute("role", "region");
box.setAttribute("aria-label", say.label);
addEventListener("load", function () {
var item = document.getElementById(location.hash.slice(1));
if (item && item.matches(".places li")) open(item.id);
});
if (!("IntersectionObserver" in window)) {
draw();
return;
}
var seen = new IntersectionObserver(function (entries) {
if (asked || !entries.some(function (entry) { return entry.isIntersecting; })) return;
seen.disconnect();
draw();
}, { rootMargin: "300px" });
seen.observe(document.querySelector(".map"));
})();
(function () {
"use strict";
if (self === top) return;
var host = parent;
var root = document.documentElement;
var watching = false;
function tell() {
var box = root.getBoundingClientRect();
host.postMessage({ type: "iframe-resized", width: Math.ceil(box.width), height: Math.ceil(box.height) }, "*");
}
addEventListener("message", function (message) {
var data = message.data;
if (message.source !== host || !data) return;
if (data.type === "iframe-child-init" && !watching) {
watching = true;
new ResizeObserver(tell).observe(root);
}
if (data.type === "iframe-get-child-dimensions" && watching) tell();
});
})();
