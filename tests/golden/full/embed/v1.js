(function () {
"use strict";
function start(frame) {
if (frame.dataset.kommuneHeight) return;
frame.dataset.kommuneHeight = "1";
var origin = new URL(frame.src, location.href).origin;
var asked = 0;
var answered = false;
var timer;
function ask() {
if (answered || asked++ > 60 || !frame.contentWindow) return;
frame.contentWindow.postMessage({ type: "iframe-child-init" }, origin);
timer = setTimeout(ask, asked < 20 ? 100 : 1000);
}
addEventListener("message", function (message) {
var data = message.data;
if (message.source !== frame.contentWindow || message.origin !== origin || !data) return;
if (data.type !== "iframe-resized") return;
answered = true;
var height = Number(data.height);
if (height > 0 && height < 20000) {
var look = { height: height + "px", "min-height": "0", "max-height": "none", padding: "0", border: "0" };
Object.keys(look).forEach(function (name) { frame.style.setProperty(name, look[name], "important"); });
}
});
frame.addEventListener("load", function () {
answered = false;
asked = 0;
clearTimeout(timer);
ask();
});
ask();
}
function all() {
Array.prototype.forEach.call(document.querySelectorAll("iframe[data-kommune]"), start);
}
all();
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", all);
})();
