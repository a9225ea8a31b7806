// Says how many days are left of a time limit. Without a script the page says the last days.
(function () {
  "use strict";
  var counts = document.querySelectorAll("[data-day]");
  if (counts.length) eachMinute(function () {
    var today = osloClock(new Date()).day;
    Array.prototype.forEach.call(counts, function (box) {
      var days = Math.round((Date.parse(box.dataset.day) - Date.parse(today)) / 864e5);
      var words = box.dataset.left.split("|");
      var text = days < 0 || days > 30 ? "" : " (" + words[Math.min(days, 2)].replace("{n}", days) + ")";
      if (box.textContent !== text) box.textContent = text;
    });
  });
})();
