// Tells the page this is embedded in how tall it is: the protocol of @open-iframe-resizer, in our own words.
(function () {
  "use strict";
  // The look that the host chose stays when somebody goes to another place in the frame.
  var look = document.getElementById(location.hash.slice(1));
  if (look && look.matches(".look")) look.classList.add("chosen");
  if (self === top) return;
  var host = parent;
  var root = document.documentElement;
  var watching = false;
  function tell() {
    var box = root.getBoundingClientRect();
    // The host decides whether it trusts the sender; a height is no secret.
    host.postMessage({ type: "iframe-resized", width: Math.ceil(box.width), height: Math.ceil(box.height) }, "*");
  }
  addEventListener("message", function (message) {
    var data = message.data;
    if (message.source !== host || !data) return;
    if (data.type === "iframe-child-init" && !watching) {
      watching = true;
      new ResizeObserver(tell).observe(root);
    }
    if (data.type === "iframe-get-child-dimensions" && watching) tell();
  });
})();
