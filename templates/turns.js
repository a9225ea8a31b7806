// Shows what has begun and hides what is over since the page was built, as the build would (outputs/ahead.py), and says
// how many days are left of a time limit. Without a script the page says the periods and the last days.
(function () {
  "use strict";
  function all(selector) {
    return Array.prototype.slice.call(document.querySelectorAll(selector));
  }

  // The minutes at which a thing comes or goes, counted from 1970 and written in base 36.
  var things = all("[data-t]").map(function (box) {
    var turns = box.dataset.t.split(" ").map(function (minute) { return parseInt(minute, 36) * 6e4; });
    return { box: box, hidden: box.hidden, turns: turns };
  });
  var counts = all("[data-day]");
  if (!things.length && !counts.length) return;

  function isHidden(thing, now) {
    var turned = thing.turns.filter(function (turn) { return turn <= now; }).length;
    return thing.hidden !== (turned % 2 === 1);
  }

  function turn(now) {
    var found = things.filter(function (thing) { return isHidden(thing, now) !== thing.box.hidden; });
    // Nothing goes away under the hands of who is in it: then all waits for the next minute.
    if (found.some(function (thing) { return !thing.box.hidden && thing.box.contains(document.activeElement); })) return;
    found.forEach(function (thing) {
      thing.box.hidden = !thing.box.hidden;
      // What stands around it looks like what is shown.
      if (thing.box.dataset.look && !thing.box.hidden) thing.box.parentNode.className = thing.box.dataset.look;
    });
  }

  function count(today) {
    counts.forEach(function (box) {
      var days = Math.round((Date.parse(box.dataset.day) - Date.parse(today)) / 864e5);
      var words = box.dataset.left.split("|");
      var text = days < 0 || days > 30 ? "" : " (" + words[Math.min(days, 2)].replace("{n}", days) + ")";
      if (box.textContent !== text) box.textContent = text;
    });
  }

  eachMinute(function () {
    var now = new Date();
    turn(now.getTime());
    count(osloClock(now).day);
  });
})();
