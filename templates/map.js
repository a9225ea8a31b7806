// Draws the map beside the list. Loads Leaflet, folium's script and the places only when the map comes near.
// Every text from the data is put in with textContent: what an author wrote is never markup here.
(function () {
  "use strict";
  var box = document.querySelector("[data-map]");
  if (!box) return;
  var say = box.dataset;
  var fallback = document.querySelector("[data-fallback]");
  var calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  // Pins stand this far apart, in pixels: a finger hits one and not its neighbour.
  var SPACE = 34;
  // More pins than that are gathered, cell by cell, in so few cells that nobody tabs through hundreds.
  var MANY = 60;
  var CELLS = 20;
  var pins = [];
  var names = [];
  var standing = [];
  var asked = false;
  var wanted = "";
  var only = null;
  var drawn = null;

  function element(tag, name, text) {
    var made = document.createElement(tag);
    if (name) made.className = name;
    if (text) made.textContent = text;
    return made;
  }

  function fail() {
    // The drawing that needs no script stands there still.
    box.hidden = true;
    box.classList.remove("drawn");
    if (fallback) {
      fallback.hidden = false;
      fallback.textContent = say.failed;
    }
  }

  function load(address, then) {
    var script = element("script");
    script.src = address;
    script.onload = then;
    script.onerror = fail;
    document.head.appendChild(script);
  }

  function style(address, then) {
    var link = element("link");
    link.rel = "stylesheet";
    link.href = address;
    link.onload = then;
    link.onerror = fail;
    document.head.appendChild(link);
  }

  function fetched(address, then) {
    fetch(address).then(function (answer) {
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.json();
    }).then(then).catch(fail);
  }

  function popup(properties) {
    var made = element("div", "popup");
    made.appendChild(element("strong", "", properties.number + " " + properties.name));
    if (properties.sample) made.appendChild(element("p", "", say.sample));
    if (properties.address) made.appendChild(element("p", "", properties.address));
    (properties.values || []).forEach(function (pair) {
      made.appendChild(element("p", "", pair[0] + ": " + pair[1]));
    });
    var link = element("a", "", say.toList);
    link.href = "#" + properties.id;
    link.target = "_self";
    made.appendChild(link);
    return made;
  }

  function icon(name, text, unseen) {
    var made = element("span", "", text);
    made.appendChild(element("span", "unseen", " " + unseen));
    return L.divIcon({ className: name, html: made, iconSize: [28, 28], iconAnchor: [14, 14], popupAnchor: [0, -14] });
  }

  function base(map) {
    return function (data) {
      L.geoJSON(data, {
        interactive: false,
        style: { className: "outline", weight: 1.5, fillOpacity: 1 },
        pointToLayer: function (feature, at) {
          var name = L.marker(at, {
            interactive: false, keyboard: false, zIndexOffset: -10000,
            icon: L.divIcon({ className: "placename", html: element("span", "", feature.properties.name), iconSize: null })
          });
          names.push(name);
          return name;
        }
      }).addTo(map).eachLayer(function (layer) { if (layer.bringToBack) layer.bringToBack(); });
      arrange(map);
    };
  }

  function places(map) {
    return function (data) {
      data.features.forEach(function (feature) {
        var properties = feature.properties;
        var one = { id: properties.id, properties: properties, say: function () { return popup(properties); } };
        if (feature.geometry.type === "Point") one.home = L.GeoJSON.coordsToLatLng(feature.geometry.coordinates);
        else {
          one.shape = L.geoJSON(feature, {
            style: { className: "area " + (properties.state || ""), weight: 2 },
            pointToLayer: function (part, at) { return L.circleMarker(at, { className: "area", radius: 6, weight: 2 }); }
          }).bindPopup(one.say);
          one.home = one.shape.getBounds().getCenter();
        }
        pins.push(one);
      });
      drawn = map;
      box.classList.add("drawn");
      show(map);
      if (wanted) open(wanted);
    };
  }

  function shown() {
    return pins.filter(function (one) { return !only || only[one.id]; });
  }

  // Shows what the list shows, and all of it.
  function show(map) {
    pins.forEach(function (one) {
      if (!one.shape) return;
      if (!only || only[one.id]) one.shape.addTo(map);
      else one.shape.remove();
    });
    if (only && shown().length) {
      map.fitBounds(L.latLngBounds(shown().map(function (one) { return one.home; })),
        { padding: [48, 48], maxZoom: 15, animate: false });
    }
    arrange(map);
  }

  function marker(one) {
    if (!one.marker) {
      var name = "pin " + (one.properties.state || "");
      one.marker = L.marker(one.home, {
        icon: icon(name, String(one.properties.number), one.properties.name), title: one.properties.name, riseOnHover: true
      }).bindPopup(one.say);
    }
    return one.marker;
  }

  // One marker for all the places of a cell: its number says how many, and it leads nearer.
  function gathered(map, cell) {
    var bounds = L.latLngBounds(cell.map(function (one) { return one.home; }));
    var text = say.gathered.replace("{n}", cell.length);
    var made = L.marker(bounds.getCenter(), { icon: icon("pin many", String(cell.length), text), title: text });
    return made.on("click keypress", function (event) {
      var key = event.originalEvent.key;
      if (event.type === "keypress" && key !== "Enter" && key !== " ") return;
      map.fitBounds(bounds, { padding: [24, 24], maxZoom: map.getMaxZoom(), animate: false });
      // It is gone now; who came by keyboard goes on from the map.
      box.focus({ preventScroll: true });
    });
  }

  function cells(map, found) {
    var size = map.getSize();
    var edge = Math.max(64, Math.sqrt(size.x * size.y / CELLS));
    var view = map.getBounds();
    var sorted = {};
    found.forEach(function (one) {
      if (!view.contains(one.home)) return;
      // Of the whole world's picture, not of what is seen of it: moving the map moves no pin to another cell.
      var at = map.project(one.home).divideBy(edge).floor();
      (sorted[at.x + " " + at.y] = sorted[at.x + " " + at.y] || []).push(one);
    });
    return Object.keys(sorted).map(function (key) { return sorted[key]; });
  }

  // Moves pins that overlap apart, with a line to where each belongs; then puts place names where nothing lies.
  function arrange(map) {
    var found = shown();
    var groups = found.map(function (one) { return [one]; });
    if (found.length > MANY && map.getZoom() < map.getMaxZoom()) groups = cells(map, found);
    var alone = groups.filter(function (cell) { return cell.length === 1; }).map(function (cell) { return cell[0]; });
    var markers = alone.map(marker);
    groups.forEach(function (cell) { if (cell.length > 1) markers.push(gathered(map, cell)); });
    standing.forEach(function (one) { if (markers.indexOf(one) < 0) one.remove(); });
    markers.forEach(function (one) { if (!one._map) one.addTo(map); });
    standing = markers;
    var spots = alone.map(function (one) { return map.latLngToLayerPoint(one.home); });
    apart(spots);
    if (map.leaders) map.leaders.remove();
    map.leaders = L.layerGroup([]).addTo(map);
    alone.forEach(function (one, number) {
      var to = map.layerPointToLatLng(spots[number]);
      one.marker.setLatLng(to);
      if (spots[number].distanceTo(map.latLngToLayerPoint(one.home)) < 4) return;
      var look = { className: "leader", weight: 1.5, interactive: false, fillOpacity: 1 };
      map.leaders.addLayer(L.polyline([one.home, to], look));
      map.leaders.addLayer(L.circleMarker(one.home, Object.assign({ radius: 2 }, look)));
    });
    label(map, markers.map(function (one) {
      var at = map.latLngToLayerPoint(one.getLatLng());
      return [at.x - 16, at.y - 16, at.x + 16, at.y + 16];
    }));
  }

  function apart(spots) {
    for (var turn = 0, moved = true; moved && turn < 200; turn++) {
      moved = false;
      for (var i = 0; i < spots.length; i++) {
        for (var j = i + 1; j < spots.length; j++) {
          var way = spots[j].subtract(spots[i]);
          var far = Math.sqrt(way.x * way.x + way.y * way.y);
          if (far > SPACE - 0.5) continue;
          moved = true;
          if (!far) way = L.point(Math.cos(j), Math.sin(j));
          way = way.multiplyBy((SPACE - far) / 2 / (far || 1));
          spots[j] = spots[j].add(way);
          spots[i] = spots[i].subtract(way);
        }
      }
    }
  }

  function label(map, taken) {
    names.forEach(function (name) {
      var shown = name.getElement();
      var at = map.latLngToLayerPoint(name.getLatLng());
      var wide = shown.offsetWidth;
      var high = shown.offsetHeight;
      var near = [[0, 0], [0, 26], [0, -26], [wide / 2 + 20, 0], [-wide / 2 - 20, 0], [0, 44], [0, -44]];
      var free = near.some(function (by) {
        var left = by[0] - wide / 2;
        var top = by[1] - high / 2;
        var area = [at.x + left - 3, at.y + top - 1, at.x + left + wide + 3, at.y + top + high + 1];
        var clear = taken.every(function (one) {
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
  }

  function open(id) {
    wanted = id;
    if (!asked) draw();
    box.parentNode.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
    pins.forEach(function (one) {
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
    map.attributionControl.setPrefix(false);
    // On a phone one finger scrolls the page; the map moves with two, or by its buttons.
    if (L.Browser.mobile) map.dragging.disable();
    map.on("zoomend resize", function () { arrange(map); });
    map.on("moveend", function () { if (shown().length > MANY) arrange(map); });
    map.on("popupopen", function (event) {
      var made = event.popup.getElement();
      made.setAttribute("role", "dialog");
      made.setAttribute("aria-label", made.querySelector("strong").textContent);
      made.tabIndex = -1;
      made.querySelector(".leaflet-popup-close-button").setAttribute("aria-label", say.close);
      made.focus({ preventScroll: true });
    });
    map.on("popupclose", function (event) {
      var from = event.popup._source && event.popup._source._icon;
      if (from) from.focus({ preventScroll: true });
    });
    box.addEventListener("keydown", function (event) {
      if (event.key === "Escape") map.closePopup();
    });
  }

  // Pictures of the ground come from somebody else's server: only when a reader has asked for them.
  function tiles(map) {
    var ask = document.querySelector("[data-tiles]");
    if (!ask) return;
    ask.parentNode.hidden = false;
    ask.addEventListener("click", function () {
      L.tileLayer(ask.dataset.tiles, { minZoom: 5, maxZoom: map.getMaxZoom(), attribution: ask.dataset.credit }).addTo(map);
      box.classList.add("tiled");
      ask.parentNode.hidden = true;
      box.focus({ preventScroll: true });
    });
  }

  window.Kart = {
    // folium's script ends with this call.
    lag: function (map, options) {
      controls(map);
      tiles(map);
      if (options.base) fetched(options.base, base(map));
      fetched(options.places, places(map));
    },
    // The list says which places it shows: their ids, or null for all.
    only: function (ids) {
      only = ids;
      if (drawn) show(drawn);
    },
    open: open
  };

  // For who asked for less motion. No option of Leaflet's stops it from gliding to a pop-up or by the arrow keys.
  function stand(maps) {
    var glide = maps.prototype.panBy;
    maps.mergeOptions({ zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false, inertia: false });
    maps.include({ panBy: function (by) { return glide.call(this, by, { animate: false }); } });
  }

  function draw() {
    asked = true;
    style(say.style, function () {
      load(say.leaflet, function () {
        if (calm) stand(L.Map);
        // A zoom under way would undo one that is asked for meanwhile. Pop-ups keep clear of the zoom buttons.
        L.Map.mergeOptions({ zoomAnimation: false });
        L.Popup.mergeOptions({
          maxWidth: Math.min(230, box.parentNode.clientWidth - 110),
          autoPanPaddingTopLeft: [64, 8],
          autoPanPaddingBottomRight: [8, 8]
        });
        // It lies on the drawing that needs no script, of the same size, and is seen once its places are drawn.
        box.hidden = false;
        load(say.drawing, function () {});
      });
    });
  }

  box.setAttribute("role", "region");
  box.setAttribute("aria-label", say.label);

  // Who comes from a place's own page wants to see it on the map; once the browser has gone to its place in the list.
  addEventListener("load", function () {
    var item = document.getElementById(location.hash.slice(1));
    if (item && item.matches(".places li")) open(item.id);
  });

  if (!("IntersectionObserver" in window)) {
    draw();
    return;
  }
  var seen = new IntersectionObserver(function (entries) {
    if (asked || !entries.some(function (entry) { return entry.isIntersecting; })) return;
    seen.disconnect();
    draw();
  }, { rootMargin: "300px" });
  seen.observe(document.querySelector(".map"));
})();
