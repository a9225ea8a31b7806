// Shows of the list of questions those that fit most of the words typed (alike.js). Nothing is stored or sent.
(function () {
  "use strict";
  var box = document.querySelector("[data-filter]");
  var list = document.querySelector("[data-filtered]");
  if (!box || !list) return;
  var input = box.querySelector("input");
  var answer = box.querySelector("[role=status]");
  var ignored = alike.words(box.dataset.ignored);
  function isKept(one) { return !ignored.some(function (other) { return other.text === one.text; }); }
  var rows = Array.prototype.map.call(list.querySelectorAll(".row"), function (row) {
    return { row: row, words: alike.words(row.textContent + " " + (row.dataset.words || "")).filter(isKept) };
  });
  // The strictest way of fitting in which any question has the word.
  var WAYS = [
    function (wanted, some) { return some.some(function (one) { return alike.fit(wanted, one) < 3; }); },
    function (wanted, some) { return some.some(function (one) { return alike.slip(wanted, one) < Infinity; }); },
    function (wanted, some) { return alike.parts(wanted, some, some) > 0; }
  ];
  box.hidden = false;

  function having(wanted) {
    return WAYS.reduce(function (found, way) {
      return found.length ? found : rows.filter(function (row) { return way(wanted, row.words); });
    }, []);
  }

  function filter() {
    var all = alike.words(input.value);
    var kept = all.filter(isKept);
    var found = (kept.length ? kept : all).map(having);
    var counts = rows.map(function (row) { return found.filter(function (some) { return some.indexOf(row) >= 0; }).length; });
    var most = Math.max.apply(null, counts);
    var hits = 0;
    rows.forEach(function (one, at) {
      var fits = !all.length || (most > 0 && counts[at] === most);
      one.row.hidden = !fits;
      if (fits) hits += 1;
    });
    Array.prototype.forEach.call(list.querySelectorAll("section"), function (section) {
      section.hidden = !section.querySelector(".row:not([hidden])");
    });
    answer.textContent = !all.length ? "" : hits ? answer.dataset.hits.replace("{n}", hits) : answer.dataset.none;
  }
  input.addEventListener("input", filter);
  if (input.value) filter();
})();
