// Draws the map beside the list. Loads Leaflet, folium's script and the places only when the map comes near.
// Every text from the data is put in with textContent: what an author wrote is never markup here.
(() => {
  "use strict";
  const box = document.querySelector("[data-map]");
  if (!box) return;
  const say = box.dataset;
  const fallback = document.querySelector("[data-fallback]");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  // Pins stand this far apart, in pixels: a finger hits one and not its neighbour.
  const SPACE = 34;
  // More pins than that are gathered, cell by cell.
  const MANY = 60;
  let many = null;
  const pins = [];
  const names = [];
  const post = element("div", "leaflet-control-attribution");
  let standing = [];
  let asked = false;
  let wanted = "";
  let only = null;
  let drawn = null;

  function fail() {
    // The drawing that needs no script stands there still.
    box.hidden = true;
    box.classList.remove("drawn");
    if (fallback) {
      fallback.hidden = false;
      fallback.textContent = say.failed;
    }
  }

  function add(made, then, failed) {
    made.onload = then;
    made.onerror = failed || fail;
    document.head.append(made);
  }

  function load(address, then, failed) {
    add(Object.assign(element("script"), { src: address }), then, failed);
  }

  function fetched(address, then) {
    fetch(address).then(answer => answer.json()).then(then).catch(fail);
  }

  // What stands in the list, links and all; of a link to what no page of ours leads to, its text.
  function copied(shown) {
    const copy = shown.cloneNode(true);
    for (const link of copy.querySelectorAll("a")) {
      if (!/^(https?|mailto|tel):$/.test(link.protocol)) link.replaceWith(link.textContent);
    }
    return [...copy.childNodes];
  }

  // What a place says of itself stands in the list: the data say where it is.
  function popup(one) {
    const made = element("div", "popup");
    const put = (tag, ...said) => {
      const line = element(tag);
      line.append(...said);
      made.append(line);
    };
    made.style.maxHeight = box.clientHeight * 0.55 + "px";
    put("strong", one.number + " ", ...copied(one.li.querySelector("h3")));
    const back = element("a", "", say.toList);
    back.href = "#" + one.id;
    back.onclick = event => {
      event.preventDefault();
      drawn.closePopup();
      Kart.found(one.id);
    };
    // What leads on comes first: not all may be seen at once.
    const known = [...one.li.querySelectorAll(".sample, .box:not([hidden]), [data-address], .pair, [data-link]:not([hidden])")];
    const leads = said => said.querySelector("a");
    known.filter(leads).forEach(said => put("p", ...copied(said)));
    put("p", back);
    known.filter(said => !leads(said)).forEach(said => put("p", ...copied(said)));
    return made;
  }

  function icon(name, text, unseen) {
    const made = element("span", "", text);
    made.append(element("span", "unseen", " " + unseen));
    return L.divIcon({ className: name, html: made, iconSize: [28, 28], iconAnchor: [14, 14], popupAnchor: [0, -14] });
  }

  function base(map) {
    return data => {
      L.geoJSON(data, {
        interactive: false,
        style: { className: "outline", weight: 1.5, fillOpacity: 1 },
        pointToLayer: (feature, at) => {
          const name = L.marker(at, {
            interactive: false, keyboard: false, zIndexOffset: -10000,
            icon: L.divIcon({ className: "placename", html: element("span", "", feature.properties.name), iconSize: null })
          });
          names.push(name);
          return name;
        }
      }).addTo(map).eachLayer(layer => { if (layer.bringToBack) layer.bringToBack(); });
      arrange(map);
    };
  }

  function places(map) {
    return data => {
      data.features.forEach(feature => {
        const li = document.getElementById(feature.properties.id);
        const one = {
          id: li.id, li: li, number: li.querySelector(".pin").textContent, name: li.querySelector("h3").textContent,
          state: feature.properties.state || "", say: () => popup(one)
        };
        if (feature.geometry.type === "Point") one.home = L.GeoJSON.coordsToLatLng(feature.geometry.coordinates);
        else {
          one.shape = L.geoJSON(feature, {
            style: feature.geometry.type.endsWith("LineString")
              ? { className: "track", weight: 4 } : { className: "area " + one.state, weight: 2 },
            pointToLayer: (part, at) => L.circleMarker(at, { className: "area", radius: 6, weight: 2 })
          }).bindPopup(one.say);
          one.home = L.GeoJSON.coordsToLatLng(feature.properties.at);
        }
        pins.push(one);
      });
      if (pins.length <= MANY) return ready(map);
      load(say.many, () => {
        many = Kart.many(map, box, icon);
        ready(map);
      });
    };
  }

  function ready(map) {
    drawn = map;
    box.classList.add("drawn");
    show(map);
    if (wanted) open(wanted);
  }

  function shown() {
    return pins.filter(one => !only || only.has(one.id));
  }

  // Shows what the list shows, and all of it.
  function show(map) {
    pins.forEach(one => {
      if (!one.shape) return;
      if (!only || only.has(one.id)) one.shape.addTo(map);
      else one.shape.remove();
    });
    if (only && shown().length) {
      map.fitBounds(L.latLngBounds(shown().map(one => one.home)),
        { padding: [48, 48], maxZoom: 15, animate: false });
    }
    arrange(map);
  }

  function marker(one) {
    if (!one.marker) {
      one.marker = L.marker(one.home, {
        icon: icon("pin " + one.state, one.number, one.name), title: one.name, riseOnHover: true
      }).bindPopup(one.say);
    }
    return one.marker;
  }

  // Moves pins that overlap apart, with a line to where each belongs; then puts place names where nothing lies.
  function arrange(map) {
    let found = shown();
    const isMany = many && found.length > MANY;
    // Of many, those that are in view.
    if (isMany) found = found.filter(one => map.getBounds().contains(one.home));
    const groups = isMany && map.getZoom() < map.getMaxZoom() ? many.cells(found) : found.map(one => [one]);
    const alone = groups.filter(cell => cell.length === 1).map(cell => cell[0]);
    const markers = alone.map(marker);
    groups.forEach(cell => { if (cell.length > 1) markers.push(many.gathered(cell)); });
    standing.forEach(one => { if (markers.indexOf(one) < 0) one.remove(); });
    markers.forEach(one => { if (!one._map) one.addTo(map); });
    standing = markers;
    if (many) many.stops(standing);
    const spots = alone.map(one => map.latLngToLayerPoint(one.home));
    const rim = L.point(18, 18);
    apart(spots, L.bounds([rim, map.getSize().subtract(rim)].map(at => map.containerPointToLayerPoint(at))));
    if (map.leaders) map.leaders.remove();
    map.leaders = L.layerGroup([]).addTo(map);
    alone.forEach((one, number) => {
      const to = map.layerPointToLatLng(spots[number]);
      one.marker.setLatLng(to);
      if (spots[number].distanceTo(map.latLngToLayerPoint(one.home)) < 4) return;
      const look = { className: "leader", weight: 1.5, interactive: false, fillOpacity: 1 };
      map.leaders.addLayer(L.polyline([one.home, to], look));
      map.leaders.addLayer(L.circleMarker(one.home, Object.assign({ radius: 2 }, look)));
    });
    label(map, markers.map(one => {
      const at = map.latLngToLayerPoint(one.getLatLng());
      return [at.x - 16, at.y - 16, at.x + 16, at.y + 16];
    }));
  }

  // Who stands in the frame is not pushed out of it.
  function apart(spots, frame) {
    const inside = spots.map(spot => frame.contains(spot));
    const within = (at, axis) => Math.min(Math.max(at[axis], frame.min[axis]), frame.max[axis]);
    const kept = (at, number) => inside[number] ? L.point(within(at, "x"), within(at, "y")) : at;
    for (let turn = 0, moved = true; moved && turn < 200; turn++) {
      moved = false;
      for (let i = 0; i < spots.length; i++) {
        for (let j = i + 1; j < spots.length; j++) {
          let way = spots[j].subtract(spots[i]);
          const far = Math.sqrt(way.x * way.x + way.y * way.y);
          if (far > SPACE - 0.5) continue;
          moved = true;
          if (!far) way = L.point(Math.cos(j), Math.sin(j));
          way = way.multiplyBy((SPACE - far) / 2 / (far || 1));
          spots[j] = kept(spots[j].add(way), j);
          spots[i] = kept(spots[i].subtract(way), i);
        }
      }
    }
  }

  function label(map, taken) {
    names.forEach(name => {
      const shown = name.getElement();
      const at = map.latLngToLayerPoint(name.getLatLng());
      const wide = shown.offsetWidth;
      const high = shown.offsetHeight;
      const near = [[0, 0], [0, 26], [0, -26], [wide / 2 + 20, 0], [-wide / 2 - 20, 0], [0, 44], [0, -44]];
      const free = near.some(by => {
        const left = by[0] - wide / 2;
        const top = by[1] - high / 2;
        const area = [at.x + left - 3, at.y + top - 1, at.x + left + wide + 3, at.y + top + high + 1];
        const clear = taken.every(one => {
          return area[0] > one[2] || area[2] < one[0] || area[1] > one[3] || area[3] < one[1];
        });
        if (clear) {
          taken.push(area);
          shown.style.margin = top + "px 0 0 " + left + "px";
        }
        return clear;
      });
      shown.style.visibility = free ? "visible" : "hidden";
    });
    guide(map);
  }

  // Where no place name is seen: the nearest, how far it is and which way, as on a signpost.
  function guide(map) {
    const middle = map.getCenter();
    const far = name => map.distance(middle, name.getLatLng());
    const seen = name => name.getElement().style.visibility !== "hidden" && map.getBounds().contains(name.getLatLng());
    post.hidden = !names.length || names.some(seen);
    if (post.hidden) return;
    const name = names.reduce((best, one) => far(one) < far(best) ? one : best);
    const km = far(name) / 1000;
    const way = map.project(name.getLatLng()).subtract(map.project(middle));
    const turn = Math.atan2(way.y, way.x) * 4 / Math.PI;
    const shown = km.toLocaleString(document.documentElement.lang, { maximumSignificantDigits: 2 });
    post.textContent = name.getElement().textContent + " " + shown + " km " + "→↘↓↙←↖↑↗"[Math.round(turn + 8) % 8];
  }

  function open(id) {
    wanted = id;
    if (!asked) draw();
    box.parentNode.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
    pins.forEach(one => {
      if (one.id !== id || !drawn) return;
      // So near that it stands alone, where anything can.
      drawn.setView(one.home, Math.max(drawn.getZoom(), 14), { animate: false });
      while (standing.indexOf(marker(one)) < 0 && drawn.getZoom() < drawn.getMaxZoom()) {
        drawn.setView(one.home, Math.floor(drawn.getZoom()) + 1, { animate: false });
      }
      one.marker.openPopup();
    });
  }

  function controls(map) {
    L.control.zoom({ zoomInTitle: say.zoomIn, zoomOutTitle: say.zoomOut }).addTo(map);
    L.control.scale({ imperial: false }).addTo(map);
    Object.assign(L.control(), { onAdd: () => post }).addTo(map);
    // One finger scrolls the page; the map moves with two, and says so in its corner where there is a screen to touch.
    // A mouse drags it, on the same machine too.
    map.attributionControl.setPrefix(matchMedia("(any-pointer: coarse)").matches && say.fingers);
    box.addEventListener("pointerdown", event => {
      map.dragging[event.pointerType === "mouse" ? "enable" : "disable"]();
    }, true);
    map.on("zoomend resize", () => { arrange(map); });
    map.on("moveend", () => { shown().length > MANY ? arrange(map) : guide(map); });
    map.on("popupopen", event => {
      const made = event.popup.getElement();
      made.setAttribute("role", "dialog");
      made.setAttribute("aria-label", made.querySelector("strong").textContent);
      made.tabIndex = -1;
      made.querySelector(".leaflet-popup-close-button").setAttribute("aria-label", say.close);
      made.focus({ preventScroll: true });
    });
    map.on("popupclose", event => {
      const from = event.popup._source && event.popup._source._icon;
      if (from) from.focus({ preventScroll: true });
    });
    box.addEventListener("keydown", event => {
      if (event.key === "Escape") map.closePopup();
      // A pin is a button; Leaflet has it answer Enter alone.
      if (event.key === " " && event.target.matches(".leaflet-marker-icon")) {
        event.preventDefault();
        event.target.click();
      }
    });
  }

  // Pictures of the ground come from somebody else's server: only when a reader has asked for them.
  function tiles(map) {
    const ask = document.querySelector("[data-tiles]");
    if (!ask) return;
    ask.parentNode.hidden = false;
    ask.onclick = () => load(ask.dataset.script, () => Kart.tiles(map, box, ask, fallback));
  }

  window.Kart = {
    // folium's script ends with this call.
    lag: (map, options) => {
      controls(map);
      tiles(map);
      if (options.base) fetched(options.base, base(map));
      fetched(options.places, places(map));
    },
    // The list says which places it shows: their numbers by their ids, or null for all.
    only: shown => {
      only = shown;
      if (drawn) show(drawn);
    },
    open,
    load,
    copied
  };

  function draw() {
    asked = true;
    add(Object.assign(element("link"), { rel: "stylesheet", href: say.style }), () => {
      load(say.leaflet, () => {
        const glide = L.Map.prototype.panBy;
        // For who asked for less motion. No option of Leaflet's stops it from gliding to a pop-up or by the arrow keys.
        if (calm) L.Map.include({ panBy: function (by) { return glide.call(this, by, { animate: false }); } });
        // A zoom under way would undo one that is asked for meanwhile. Pop-ups keep clear of the zoom buttons.
        L.Map.mergeOptions({ zoomAnimation: false, fadeAnimation: !calm, inertia: !calm });
        L.Popup.mergeOptions({
          maxWidth: Math.min(230, box.parentNode.clientWidth - 110),
          autoPanPaddingTopLeft: [64, 8],
          // Below it is its pin.
          autoPanPaddingBottomRight: [8, 32]
        });
        // It lies on the drawing that needs no script, of the same size, and is seen once its places are drawn.
        box.hidden = false;
        load(say.drawing, () => {});
      });
    });
  }

  // The list has one stop for the Tab key then, whether or not the map comes near.
  if (say.many) load(say.many, () => {}, () => {});
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", say.label);

  // Who comes from a place's own page wants to see it on the map; once the browser has gone to its place in the list.
  addEventListener("load", () => {
    const item = document.getElementById(location.hash.slice(1));
    if (item && item.matches(".places li")) open(item.id);
  });

  const seen = new IntersectionObserver(entries => {
    if (asked || !entries.some(entry => entry.isIntersecting)) return;
    seen.disconnect();
    draw();
  }, { rootMargin: "300px" });
  seen.observe(document.querySelector(".map"));
})();
