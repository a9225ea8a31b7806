// Filters the list of services that is on the page already. What else they are called is fetched when somebody begins.
// Nothing is stored, and what is typed is sent nowhere.
(function () {
  "use strict";
  var box = document.querySelector("[data-search]");
  var list = document.querySelector("[data-list]");
  if (!box || !list) return;
  var input = box.querySelector("input");
  var answer = box.querySelector("[role=status]");
  var otherwise = box.querySelector("[data-otherwise]");
  var street = box.querySelector("[data-street]");
  var rows = Array.prototype.map.call(list.querySelectorAll(".row"), function (row) {
    return { row: row, href: row.querySelector("a").getAttribute("href"), text: plain(row.textContent) };
  });
  var sections = list.querySelectorAll("section");
  var wasOpen = false;
  box.hidden = false;
  var without = document.querySelector(".search .no-script");
  if (without) without.hidden = true;
  function filter() {
    var wanted = plain(input.value).split(" ").filter(Boolean);
    var hits = 0;
    rows.forEach(function (one) {
      var fits = wanted.every(function (word) { return one.text.indexOf(word) >= 0; });
      one.row.hidden = !fits;
      if (fits) hits += 1;
    });
    Array.prototype.forEach.call(sections, function (section) {
      section.hidden = !section.querySelector(".row:not([hidden])");
    });
    if (list.tagName === "DETAILS") {
      if (wanted.length) list.open = true;
      else if (wasOpen) list.open = false;
      wasOpen = wanted.length > 0;
    }
    answer.textContent = !wanted.length ? "" : hits ? answer.dataset.hits.replace("{n}", hits) : answer.dataset.none;
    otherwise.hidden = !wanted.length || hits > 0;
    // Perhaps it was a street: its page looks up what was typed here.
    if (street) street.hash = "gate=" + encodeURIComponent(input.value.trim());
  }
  function fetchWords() {
    input.removeEventListener("focus", fetchWords);
    fetch(box.dataset.search).then(function (got) { return got.json(); }).then(function (words) {
      rows.forEach(function (one) { one.text += " " + plain(words[one.href] || ""); });
      filter();
    }).catch(function () {});
  }
  input.addEventListener("focus", fetchWords);
  input.addEventListener("input", filter);
  if (input.value || document.activeElement === input) fetchWords();
  if (input.value) filter();
})();
