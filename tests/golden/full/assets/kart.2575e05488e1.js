function plain(text) {
return text.toLowerCase().replace(/aa|å/g, "a").replace(/ae|æ|ä/g, "a").replace(/oe|ø|ö/g, "o")
.replace(/[^a-z0-9]+/g, " ").trim();
}
(function () {
"use strict";
var box = document.querySelector("[data-map]");
if (!box) return;
var say = box.dataset;
var fallback = document.querySelector("[data-fallback]");
var calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
var SPACE = 34;
var MANY = 60;
var CELLS = 20;
var pins = [];
var names = [];
var standing = [];
var asked = false;
var wanted = "";
var only = null;
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
function icon(name, text, unseen) {
var made = element("span", "", text);
made.appendChild(element("span", "unseen", " " + unseen));
return L.divIcon({ className: name, html: made, iconSize: [28, 28], iconAnchor: [14, 14], popupAnchor: [0, -14] });
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
var one = { id: properties.id, properties: properties, say: function () { return popup(properties); } };
if (feature.geometry.type === "Point") one.home = L.GeoJSON.coordsToLatLng(feature.geometry.coordinates);
else {
one.shape = L.geoJSON(feature, {
style: { className: "area " + (properties.state || ""), weight: 2 },
pointToLayer: function (part, at) { return L.circleMarker(at, { className: "area", radius: 6, weight: 2 }); }
}).bindPopup(one.say);
one.home = one.shape.getBounds().getCenter();
}
pins.push(one);
});
drawn = map;
box.classList.add("drawn");
show(map);
if (wanted) open(wanted);
};
}
function shown() {
return pins.filter(function (one) { return !only || only[one.id]; });
}
function show(map) {
pins.forEach(function (one) {
if (!one.shape) return;
if (!only || only[one.id]) one.shape.addTo(map);
else one.shape.remove();
});
if (only && shown().length) {
map.fitBounds(L.latLngBounds(shown().map(function (one) { return one.home; })),
{ padding: [48, 48], maxZoom: 15, animate: false });
}
arrange(map);
}
function marker(one) {
if (!one.marker) {
var name = "pin " + (one.properties.state || "");
one.marker = L.marker(one.home, {
icon: icon(name, String(one.properties.number), one.properties.name), title: one.properties.name, riseOnHover: true
}).bindPopup(one.say);
}
return one.marker;
}
function gathered(map, cell) {
var bounds = L.latLngBounds(cell.map(function (one) { return one.home; }));
var text = say.gathered.replace("{n}", cell.length);
var made = L.marker(bounds.getCenter(), { icon: icon("pin many", String(cell.length), text), title: text });
return made.on("click keypress", function (event) {
var key = event.originalEvent.key;
if (event.type === "keypress" && key !== "Enter" && key !== " ") return;
map.fitBounds(bounds, { padding: [24, 24], maxZoom: map.getMaxZoom(), animate: false });
box.focus({ preventScroll: true });
});
}
function cells(map, found) {
var size = map.getSize();
var edge = Math.max(64, Math.sqrt(size.x * size.y / CELLS));
var view = map.getBounds();
var sorted = {};
found.forEach(function (one) {
if (!view.contains(one.home)) return;
var at = map.project(one.home).divideBy(edge).floor();
(sorted[at.x + " " + at.y] = sorted[at.x + " " + at.y] || []).push(one);
});
return Object.keys(sorted).map(function (key) { return sorted[key]; });
}
function arrange(map) {
var found = shown();
var groups = found.map(function (one) { return [one]; });
if (found.length > MANY && map.getZoom() < map.getMaxZoom()) groups = cells(map, found);
var alone = groups.filter(function (cell) { return cell.length === 1; }).map(function (cell) { return cell[0]; });
var markers = alone.map(marker);
groups.forEach(function (cell) { if (cell.length > 1) markers.push(gathered(map, cell)); });
standing.forEach(function (one) { if (markers.indexOf(one) < 0) one.remove(); });
markers.forEach(function (one) { if (!one._map) one.addTo(map); });
standing = markers;
var spots = alone.map(function (one) { return map.latLngToLayerPoint(one.home); });
apart(spots);
if (map.leaders) map.leaders.remove();
map.leaders = L.layerGroup([]).addTo(map);
alone.forEach(function (one, number) {
var to = map.layerPointToLatLng(spots[number]);
one.marker.setLatLng(to);
if (spots[number].distanceTo(map.latLngToLayerPoint(one.home)) < 4) return;
var look = { className: "leader", weight: 1.5, interactive: false, fillOpacity: 1 };
map.leaders.addLayer(L.polyline([one.home, to], look));
map.leaders.addLayer(L.circleMarker(one.home, Object.assign({ radius: 2 }, look)));
});
label(map, markers.map(function (one) {
var at = map.latLngToLayerPoint(one.getLatLng());
return [at.x - 16, at.y - 16, at.x + 16, at.y + 16];
}));
}
function apart(spots) {
for (var turn = 0, moved = true; moved && turn < 200; turn++) {
moved = false;
for (var i = 0; i < spots.length; i++) {
for (var j = i + 1; j < spots.length; j++) {
var way = spots[j].subtract(spots[i]);
var far = Math.sqrt(way.x * way.x + way.y * way.y);
if (far > SPACE - 0.5) continue;
moved = true;
if (!far) way = L.point(Math.cos(j), Math.sin(j));
way = way.multiplyBy((SPACE - far) / 2 / (far || 1));
spots[j] = spots[j].add(way);
spots[i] = spots[i].subtract(way);
}
}
}
}
function label(map, taken) {
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
while (standing.indexOf(marker(one)) < 0 && drawn.getZoom() < drawn.getMaxZoom()) {
drawn.setView(one.home, Math.floor(drawn.getZoom()) + 1, { animate: false });
}
one.marker.openPopup();
});
}
function controls(map) {
L.control.zoom({ zoomInTitle: say.zoomIn, zoomOutTitle: say.zoomOut }).addTo(map);
map.attributionControl.setPrefix(false);
if (L.Browser.mobile) map.dragging.disable();
map.on("zoomend resize", function () { arrange(map); });
map.on("moveend", function () { if (shown().length > MANY) arrange(map); });
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
function tiles(map) {
var ask = document.querySelector("[data-tiles]");
if (!ask) return;
ask.parentNode.hidden = false;
ask.addEventListener("click", function () {
L.tileLayer(ask.dataset.tiles, { minZoom: 5, maxZoom: map.getMaxZoom(), attribution: ask.dataset.credit }).addTo(map);
box.classList.add("tiled");
ask.parentNode.hidden = true;
box.focus({ preventScroll: true });
});
}
window.Kart = {
lag: function (map, options) {
controls(map);
tiles(map);
if (options.base) fetched(options.base, base(map));
fetched(options.places, places(map));
},
only: function (ids) {
only = ids;
if (drawn) show(drawn);
},
open: open
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
var list = document.querySelector("ol.places");
var box = document.querySelector("[data-tools]");
if (!list || !box) return;
var say = box.dataset;
var STEP = 60;
var MOST = 4;
var input = box.querySelector("input[type=search]");
var choices = Array.prototype.slice.call(box.querySelectorAll("select"));
var answer = box.querySelector("[role=status]");
var near = box.querySelector("[data-near]");
var note = box.querySelector("[data-note]");
var bar = document.querySelector("[data-compare]");
var compare = bar && bar.firstElementChild;
var more = document.querySelector("[data-more]");
var table = document.querySelector("[data-table]");
var step = STEP;
var known = null;
function element(tag, name, text) {
var made = document.createElement(tag);
if (name) made.className = name;
if (text) made.textContent = text;
return made;
}
function button(name, text, act) {
var made = element("button", name, text);
made.type = "button";
made.addEventListener("click", act);
return made;
}
var items = Array.prototype.map.call(list.children, function (li) {
var one = { li: li, id: li.id, name: li.querySelector("h3").textContent, text: plain(li.textContent), values: {} };
Array.prototype.forEach.call(li.querySelectorAll("[data-key]"), function (pair) {
one.values[pair.dataset.key] = { label: pair.dataset.label, text: pair.lastElementChild.textContent };
});
var last = li.lastElementChild;
var onMap = button("show", say.show, function () { Kart.open(one.id); });
onMap.setAttribute("aria-label", say.show + ": " + one.name);
var acts = element("p", "acts");
acts.appendChild(onMap);
if (compare) {
var tick = element("label");
one.tick = element("input");
one.tick.type = "checkbox";
one.tick.addEventListener("change", ticked);
tick.appendChild(one.tick);
tick.appendChild(document.createTextNode(say.tick));
tick.appendChild(element("span", "unseen", ": " + one.name));
acts.appendChild(tick);
}
last.appendChild(acts);
return one;
});
function has(one, key, text) {
return !!one.values[key] && one.values[key].text.split(", ").indexOf(text) >= 0;
}
function fits(one) {
var words = input ? plain(input.value).split(" ") : [];
return words.every(function (word) { return one.text.indexOf(word) >= 0; }) && choices.every(function (choice) {
return !choice.value || has(one, choice.name, choice.value);
});
}
function filter() {
var found = items.filter(fits);
var ids = {};
found.forEach(function (one) { ids[one.id] = true; });
items.forEach(function (one) { one.li.hidden = !ids[one.id]; });
found.slice(step).forEach(function (one) { one.li.hidden = true; });
more.hidden = found.length <= step;
var isAll = found.length === items.length;
var text = found.length ? say.count.replace("{n}", found.length).replace("{all}", items.length) : say.none;
answer.textContent = isAll && !known ? "" : text;
if (known && found.length) answer.textContent = nearest(found[0]);
if (note) note.hidden = !known;
Kart.only(isAll ? null : ids);
}
function changed() {
step = STEP;
filter();
keep();
}
function keep() {
var query = new URLSearchParams();
if (input && input.value.trim()) query.set("q", input.value.trim());
choices.forEach(function (choice) { if (choice.value) query.set("f-" + choice.name, choice.value); });
if (table && !table.hidden) query.set("sammenlign", chosen().map(function (one) { return one.id; }).join(","));
var text = query.toString();
history.replaceState(null, "", location.pathname + (text ? "?" + text : "") + location.hash);
}
function restore() {
var query = new URLSearchParams(location.search);
if (input) input.value = query.get("q") || input.value;
choices.forEach(function (choice) { choice.value = query.get("f-" + choice.name) || ""; });
var ids = (query.get("sammenlign") || "").split(",").slice(0, MOST);
items.forEach(function (one) { if (one.tick) one.tick.checked = ids.indexOf(one.id) >= 0; });
if (compare) ticked();
if (chosen().length > 1) tabulate();
filter();
}
function chosen() {
return items.filter(function (one) { return one.tick && one.tick.checked; });
}
function ticked() {
var found = chosen();
items.forEach(function (one) { one.tick.disabled = found.length >= MOST && !one.tick.checked; });
compare.disabled = found.length < 2;
compare.textContent = say.side.replace("{n}", found.length);
bar.hidden = !found.length;
if (table.hidden) return;
if (found.length > 1) tabulate();
else close();
}
function row(label, found, cell) {
var made = element("tr");
var head = element("th", "", label);
head.scope = "row";
made.appendChild(head);
found.forEach(function (one) {
var shown = element("td");
var inside = cell(one);
if (typeof inside === "string") shown.textContent = inside;
else if (inside) shown.appendChild(inside);
made.appendChild(shown);
});
return made;
}
function tabulate() {
var found = chosen();
var body = element("tbody");
var head = element("thead");
var names = row("", found, function (one) { return one.li.querySelector("h3 a").cloneNode(true); });
Array.prototype.forEach.call(names.querySelectorAll("td"), function (cell) {
var name = element("th");
name.scope = "col";
name.appendChild(cell.firstChild);
cell.parentNode.replaceChild(name, cell);
});
names.firstChild.replaceWith(element("td"));
head.appendChild(names);
if (known) body.appendChild(row(say.distance, found, function (one) { return length(known[one.id]); }));
if (found.some(function (one) { return one.li.querySelector("[data-address]"); })) {
body.appendChild(row(say.address, found, function (one) {
var address = one.li.querySelector("[data-address]");
return address ? address.textContent : say.unknown;
}));
}
var keys = {};
items.forEach(function (one) { Object.keys(one.values).forEach(function (key) { keys[key] = one.values[key].label; }); });
Object.keys(keys).forEach(function (key) {
if (!found.some(function (one) { return one.values[key]; })) return;
body.appendChild(row(keys[key], found, function (one) { return one.values[key] ? one.values[key].text : say.unknown; }));
});
var made = element("table");
made.appendChild(head);
made.appendChild(body);
var place = table.querySelector(".scroll");
place.textContent = "";
place.appendChild(made);
table.hidden = false;
keep();
}
function close() {
table.hidden = true;
keep();
}
function length(metres) {
var digits = metres < 1e4 ? 1 : 0;
var km = metres / 1000;
return (km < 0.1 ? "< " : "") + Math.max(km, 0.1).toLocaleString(document.documentElement.lang, { maximumFractionDigits: digits }) + " km";
}
function nearest(one) {
return say.nearest.replace("{name}", one.name).replace("{length}", length(known[one.id]));
}
function metres(from, to) {
var rad = Math.PI / 180;
var north = Math.sin((to[1] - from[1]) * rad / 2);
var east = Math.sin((to[0] - from[0]) * rad / 2);
return 12742018 * Math.asin(Math.sqrt(north * north + Math.cos(from[1] * rad) * Math.cos(to[1] * rad) * east * east));
}
function reach(from, coordinates) {
if (typeof coordinates[0] === "number") return metres(from, coordinates);
return Math.min.apply(null, coordinates.map(function (one) { return reach(from, one); }));
}
function sort(by) {
items.sort(by).forEach(function (one) { list.appendChild(one.li); });
changed();
}
function located(position) {
var from = [position.coords.longitude, position.coords.latitude];
fetch(say.places).then(function (got) { return got.json(); }).then(function (data) {
known = {};
data.features.forEach(function (one) { known[one.properties.id] = reach(from, one.geometry.coordinates); });
items.forEach(function (one) {
one.far = one.far || one.li.lastElementChild.insertBefore(element("p", "note"), one.li.querySelector(".acts"));
one.far.textContent = say.away.replace("{length}", length(known[one.id]));
});
near.setAttribute("aria-pressed", "true");
sort(function (a, b) { return known[a.id] - known[b.id]; });
}).catch(lost);
}
function lost() {
answer.textContent = say.lost;
}
function ask() {
if (known) {
known = null;
near.setAttribute("aria-pressed", "false");
items.forEach(function (one) { one.far.textContent = ""; });
sort(function (a, b) { return a.number - b.number; });
return;
}
var level = choices.filter(function (choice) { return choice.name === say.level; })[0];
if (level && !level.value) {
answer.textContent = say.first;
level.focus();
return;
}
if (!navigator.geolocation) return lost();
answer.textContent = say.asking;
navigator.geolocation.getCurrentPosition(located, lost, { maximumAge: 6e4, timeout: 8e3, enableHighAccuracy: false });
}
items.forEach(function (one, number) { one.number = number; });
if (input) input.addEventListener("input", changed);
choices.forEach(function (choice) { choice.addEventListener("change", changed); });
if (near) near.addEventListener("click", ask);
if (compare) {
compare.addEventListener("click", function () {
tabulate();
table.querySelector("h2").focus();
});
table.querySelector("button").addEventListener("click", function () {
close();
if (bar.hidden) list.querySelector("a").focus();
else compare.focus();
});
}
more.firstElementChild.addEventListener("click", function () {
var first = items.filter(fits)[step];
step += STEP;
filter();
first.li.querySelector("a").focus();
});
box.hidden = false;
restore();
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
