// Shows what has begun and hides what is over since the page was built, as the build would (outputs/ahead.py). Without a
// script the page says the periods.
eachMinute(function () {
  "use strict";
  var now = Date.now();
  // The minutes at which a thing comes or goes are counted from 1970 and written in base 36. What has turned says how
  // often, and so does a copy of it.
  var found = Array.prototype.filter.call(document.querySelectorAll("[data-t]"), function (box) {
    box.turned = box.dataset.t.split(" ").filter(function (minute) { return parseInt(minute, 36) * 6e4 <= now; }).length;
    return (box.turned - (box.dataset.turned || 0)) % 2;
  });
  // Nothing goes away under the hands of who is in it: then all waits for the next minute.
  if (found.some(function (box) { return !box.hidden && box.contains(document.activeElement); })) return;
  found.forEach(function (box) {
    box.hidden = !box.hidden;
    box.dataset.turned = box.turned;
    // What stands around it looks like what is shown.
    if (box.dataset.look && !box.hidden) box.parentNode.className = box.dataset.look;
  });
});
