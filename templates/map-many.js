// What a map of many places needs: its pins gathered cell by cell, and one stop for the Tab key in its list and one
// among its pins.
(() => {
  "use strict";
  if (Kart.many) return;
  const say = document.querySelector("[data-many]").dataset;
  const CELLS = 20;

  // Within the one stop, arrow keys lead from place to place, and from control to control. `rows` gives the controls of
  // each place that is shown; below `below` it is said. Returns what to call when other places are shown.
  function rove(root, rows, below) {
    let here = null;
    const controls = rows;

    function settle() {
      const all = controls().flat();
      if (!all.includes(here)) here = all[0];
      for (const one of all) one.tabIndex = one === here ? 0 : -1;
    }

    root.addEventListener("focusin", event => {
      if (!controls().flat().includes(event.target)) return;
      here = event.target;
      settle();
    });
    root.addEventListener("keydown", event => {
      const way = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
      const found = controls();
      const at = found.findIndex(row => row.includes(event.target));
      if (!way || at < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      const all = found.flat();
      const to = /Up|Down/.test(event.key) ? (found[at + way] || [])[0] : all[all.indexOf(event.target) + way];
      if (to) to.focus();
    });
    const said = Object.assign(document.createElement("p"), { className: "note keys", textContent: say.keys });
    said.id = "_taster-" + below.tagName;
    root.setAttribute("aria-describedby", said.id);
    below.after(said);
    settle();
    return settle;
  }

  const list = document.querySelector("ol.places");
  const shown = () => [...list.children].filter(li => !li.hidden).map(li => [...li.querySelectorAll("a, button, input")]);
  new MutationObserver(rove(list, shown, list)).observe(
    list, { subtree: true, childList: true, attributeFilter: ["hidden"] }
  );

  Kart.many = (map, box, icon) => {
    let pins = [];
    let last = null;
    const settle = rove(box, () => pins.map(one => [one.getElement()]), box.parentNode);
    document.addEventListener("focusin", event => {
      last = pins.find(one => one.getElement() === event.target) || null;
    });

    return {
      // The places of each cell of a grid.
      cells(found) {
        const size = map.getSize();
        const edge = Math.max(64, Math.sqrt(size.x * size.y / CELLS));
        const sorted = {};
        for (const one of found) {
          // Of the whole world's picture, not of what is seen of it: moving the map moves no pin to another cell.
          const at = map.project(one.home).divideBy(edge).floor();
          (sorted[at.x + " " + at.y] ||= []).push(one);
        }
        return Object.values(sorted);
      },

      // One marker for all the places of a cell: its number says how many, and it leads nearer.
      gathered(cell) {
        const bounds = L.latLngBounds(cell.map(one => one.home));
        const text = say.gathered.replace("{n}", cell.length);
        const made = L.marker(bounds.getCenter(), { icon: icon("pin many", String(cell.length), text), title: text });
        return made.on("click keypress", event => {
          const key = event.originalEvent.key;
          if (event.type === "keypress" && key !== "Enter") return;
          // It is gone soon; who came by keyboard goes on from the map.
          box.focus({ preventScroll: true });
          map.fitBounds(bounds, { padding: [24, 24], maxZoom: map.getMaxZoom(), animate: false });
        });
      },

      // These pins stand now. Who was at one that is gone, by keyboard, is at the nearest.
      stops(standing) {
        const lost = last && !standing.includes(last) && document.activeElement === document.body ? last : null;
        pins = standing;
        settle();
        if (!lost || !pins.length) return;
        const far = one => map.distance(one.getLatLng(), lost.getLatLng());
        const nearest = pins.reduce((best, one) => far(one) < far(best) ? one : best);
        nearest.getElement().focus({ preventScroll: true });
      }
    };
  };
})();
