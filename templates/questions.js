// Shows of the list of questions only those that have all the words typed. Nothing is stored or sent.
(function () {
  "use strict";
  var box = document.querySelector("[data-filter]");
  var list = document.querySelector("[data-filtered]");
  if (!box || !list) return;
  var input = box.querySelector("input");
  var answer = box.querySelector("[role=status]");
  var rows = Array.prototype.map.call(list.querySelectorAll(".row"), function (row) {
    return { row: row, text: plain(row.textContent + " " + (row.dataset.words || "")) };
  });
  box.hidden = false;
  function filter() {
    var wanted = plain(input.value).split(" ").filter(Boolean);
    var hits = 0;
    rows.forEach(function (one) {
      var fits = wanted.every(function (word) { return one.text.indexOf(word) >= 0; });
      one.row.hidden = !fits;
      if (fits) hits += 1;
    });
    Array.prototype.forEach.call(list.querySelectorAll("section"), function (section) {
      section.hidden = !section.querySelector(".row:not([hidden])");
    });
    answer.textContent = !wanted.length ? "" : hits ? answer.dataset.hits.replace("{n}", hits) : answer.dataset.none;
  }
  input.addEventListener("input", filter);
  if (input.value) filter();
})();
