// Lays pictures of the ground under a map, from somebody else's server. Fetched when a reader has asked for them.
Kart.tiles = (map, box, ask, fallback) => {
  "use strict";
  const options = { minZoom: 5, maxZoom: map.getMaxZoom(), attribution: ask.dataset.credit };
  const layer = L.tileLayer(ask.dataset.tiles, options).addTo(map);
  const lie = there => {
    box.classList.toggle("tiled", there);
    ask.parentNode.hidden = there;
    fallback.hidden = there;
  };
  lie(true);
  box.focus({ preventScroll: true });
  // Their server may be away: then our own outline is there again, and so is the button. A picture or two that fail
  // leave a hole, and the rest is of use.
  let come = 0;
  let failed = 0;
  layer.on("loading", () => { come = failed = 0; });
  layer.on("tileload", () => { come++; });
  layer.on("tileerror", () => { failed++; });
  layer.on("load", () => {
    if (failed <= come) return;
    layer.remove();
    lie(false);
    fallback.textContent = ask.dataset.failed;
  });
};
