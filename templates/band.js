// The field in the band: what searches is fetched when somebody is about to write. Pages with a field of their own have none.
(function () {
  "use strict";
  var field = document.querySelector("[data-find]");
  if (!field) return;
  field.hidden = false;
  field.addEventListener("focusin", function () {
    var script = document.createElement("script");
    script.src = field.dataset.find;
    document.head.appendChild(script);
  }, { once: true });
  // Until that has come, what was written leads to the list of everything, as the word beside the field does.
  field.addEventListener("keydown", function (event) {
    var text = event.target.value;
    if (event.key !== "Enter" || event.defaultPrevented || !text || !text.trim()) return;
    var link = field.parentElement.querySelector(".field + a");
    link.hash = "sok=" + encodeURIComponent(text.trim());
    link.click();
  });
})();
