// Gathers the pins of a map that has many, cell by cell, in so few cells that nobody tabs through hundreds.
(() => {
  "use strict";
  const CELLS = 20;

  Kart.many = (map, box, icon) => ({
    // The places of each cell of a grid, of those that are in view.
    cells(found) {
      const size = map.getSize();
      const edge = Math.max(64, Math.sqrt(size.x * size.y / CELLS));
      const view = map.getBounds();
      const sorted = {};
      for (const one of found) {
        if (!view.contains(one.home)) continue;
        // Of the whole world's picture, not of what is seen of it: moving the map moves no pin to another cell.
        const at = map.project(one.home).divideBy(edge).floor();
        (sorted[at.x + " " + at.y] ||= []).push(one);
      }
      return Object.values(sorted);
    },

    // One marker for all the places of a cell: its number says how many, and it leads nearer.
    gathered(cell) {
      const bounds = L.latLngBounds(cell.map(one => one.home));
      const text = box.dataset.gathered.replace("{n}", cell.length);
      const made = L.marker(bounds.getCenter(), { icon: icon("pin many", String(cell.length), text), title: text });
      return made.on("click keypress", event => {
        const key = event.originalEvent.key;
        if (event.type === "keypress" && key !== "Enter" && key !== " ") return;
        // It is gone soon; who came by keyboard goes on from the map.
        box.focus({ preventScroll: true });
        map.fitBounds(bounds, { padding: [24, 24], maxZoom: map.getMaxZoom(), animate: false });
      });
    }
  });
})();
