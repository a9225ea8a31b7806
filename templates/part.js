// Puts a part of somebody else's site in the page, once a reader has asked for it, and takes it away again.
(function () {
  "use strict";
  for (const box of document.querySelectorAll("[data-part]")) {
    const { part, height, shown, hide } = box.dataset;
    const button = box.querySelector("button");
    const asks = box.querySelector("[data-note]");
    const show = button.textContent;
    let frame = null;
    button.parentElement.hidden = asks.hidden = false;
    button.onclick = () => {
      if (frame) {
        // Nothing of it goes on unseen.
        frame.remove();
        frame = null;
      } else {
        frame = document.createElement("iframe");
        frame.title = part;
        frame.height = height;
        // What a form and a payment need: its own sign-in, and a window for the bank. Never to lead this page away.
        frame.sandbox = "allow-forms allow-popups allow-popups-to-escape-sandbox allow-same-origin allow-scripts";
        frame.referrerPolicy = "strict-origin-when-cross-origin";
        frame.loading = "lazy";
        frame.src = box.querySelector("a").href;
        box.append(frame);
      }
      // The button keeps the focus: what it brought is what comes next, and it takes it away again.
      button.textContent = frame ? hide : show;
      asks.hidden = Boolean(frame);
      box.querySelector("[role=status]").textContent = frame ? shown : "";
    };
  }
})();
