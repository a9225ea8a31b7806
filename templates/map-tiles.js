// Lays pictures of the ground under a map, from somebody else's server. Fetched when a reader has asked for them.
Kart.tiles = (map, box, ask, fallback) => {
  "use strict";
  const { tiles, credit, hide, failed } = ask.dataset;
  const show = ask.textContent;
  const base = document.querySelector("[data-base]");
  const layer = L.tileLayer(tiles, { minZoom: 5, maxZoom: map.getMaxZoom(), attribution: credit });
  const lie = there => {
    if (there) layer.addTo(map);
    else layer.remove();
    box.classList.toggle("tiled", there);
    ask.textContent = there ? hide : show;
    ask.nextElementSibling.hidden = there;
    // An owner that the map names then need not be named below it.
    if (base && base.textContent.includes(credit)) base.hidden = there;
    fallback.hidden = true;
  };
  ask.onclick = () => lie(!map.hasLayer(layer));
  // Their server may be away: then our own outline is there again. A picture or two that fail leave a hole, and the
  // rest is of use.
  let come = 0;
  let lost = 0;
  layer.on("loading", () => { come = lost = 0; });
  layer.on("tileload", () => { come++; });
  layer.on("tileerror", () => { lost++; });
  layer.on("load", () => {
    // Leaflet is not done with the layer yet.
    if (lost > come) setTimeout(() => {
      lie(false);
      fallback.hidden = false;
      fallback.textContent = failed;
    });
  });
  lie(true);
};
