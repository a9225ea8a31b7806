// Makes the field in the band the search box (search.js). Its words, its ways on and where the index stands are taken from
// the list of everything, which has the box: no page carries them for those who do not search, and none is another page when
// the index is another.
(function () {
  "use strict";
  var field = document.querySelector("[data-find]");
  var input = field.querySelector("input");
  var all = field.parentElement.querySelector("a");
  var below = element("div", "found");

  // It lies over the page, so it goes when one goes on. A press on the page itself moves no focus.
  function close() { below.hidden = true; }
  field.addEventListener("focusout", function (event) { if (event.relatedTarget && !field.contains(event.relatedTarget)) close(); });
  document.addEventListener("pointerdown", function (event) { if (!field.contains(event.target)) close(); });
  function show() { below.hidden = false; }
  input.addEventListener("focus", show);
  input.addEventListener("pointerdown", show);
  input.addEventListener("input", show);

  fetch(all.href).then(function (got) {
    if (!got.ok) throw new Error(String(got.status));
    return got.text();
  }).then(function (text) {
    var page = new DOMParser().parseFromString(text, "text/html");
    var box = page.querySelector("[data-search]");
    ["[role=status]", "[role=listbox]", "[data-otherwise]"].forEach(function (part) {
      below.appendChild(document.importNode(box.querySelector(part), true));
    });
    var every = element("a", "", page.querySelector("h1").textContent);
    every.href = all.pathname;
    below.lastChild.appendChild(every);
    input.setAttribute("aria-controls", "_sok-treff");
    input.setAttribute("aria-describedby", "_sok-svar");
    Object.assign(field.dataset, box.dataset);
    field.appendChild(below);
    searching();
  }, function () {});
})();
