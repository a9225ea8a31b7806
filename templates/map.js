// Draws the map beside the list. Loads Leaflet, folium's script and the places only when the map comes near.
// Every text from the data is put in with textContent: what an author wrote is never markup here.
(function () {
  "use strict";
  var box = document.querySelector("[data-map]");
  if (!box) return;
  var say = box.dataset;
  var fallback = document.querySelector("[data-fallback]");
  var calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

  function element(tag, name, text) {
    var made = document.createElement(tag);
    if (name) made.className = name;
    if (text) made.textContent = text;
    return made;
  }

  function fail() {
    box.hidden = true;
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
    made.appendChild(element("strong", "", properties.nr + " " + properties.navn));
    if (properties.eksempel) made.appendChild(element("p", "", say.sample));
    if (properties.adresse) made.appendChild(element("p", "", properties.adresse));
    (properties.felt || []).forEach(function (pair) {
      made.appendChild(element("p", "", pair[0] + ": " + pair[1]));
    });
    var link = element("a", "", say.toList);
    link.href = "#" + properties.id;
    made.appendChild(link);
    return made;
  }

  function pin(number, name) {
    var made = element("span", "", String(number));
    made.appendChild(element("span", "unseen", " " + name));
    return L.divIcon({ className: "pin", html: made, iconSize: [28, 28], iconAnchor: [14, 14], popupAnchor: [0, -14] });
  }

  function base(map) {
    return function (data) {
      L.geoJSON(data, {
        interactive: false,
        style: { className: "outline", weight: 2, fill: true },
        pointToLayer: function (feature, at) {
          var name = element("span", "", feature.properties.navn);
          return L.marker(at, { interactive: false, keyboard: false, icon: L.divIcon({ className: "placename", html: name, iconSize: null }) });
        }
      }).addTo(map).eachLayer(function (layer) { if (layer.bringToBack) layer.bringToBack(); });
    };
  }

  function places(map) {
    return function (data) {
      data.features.forEach(function (feature) {
        var properties = feature.properties;
        var shape = L.geoJSON(feature, {
          style: { className: "area", weight: 2 },
          pointToLayer: function (one, at) {
            return L.marker(at, { icon: pin(properties.nr, properties.navn), title: properties.navn });
          }
        }).bindPopup(function () { return popup(properties); });
        shape.addTo(map);
        if (feature.geometry.type !== "Point") {
          L.marker(shape.getBounds().getCenter(), { icon: pin(properties.nr, properties.navn), title: properties.navn })
            .bindPopup(function () { return popup(properties); }).addTo(map);
        }
      });
    };
  }

  function controls(map) {
    L.control.zoom({ zoomInTitle: say.zoomIn, zoomOutTitle: say.zoomOut }).addTo(map);
    map.attributionControl.setPrefix(false).addAttribution(say.credit);
    // On a phone one finger scrolls the page; the map moves with two, or by its buttons.
    if (L.Browser.mobile) map.dragging.disable();
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

  // folium's script ends with this call.
  window.Kart = {
    lag: function (map, options) {
      controls(map);
      if (options.base) fetched(options.base, base(map));
      fetched(options.places, places(map));
    }
  };

  function draw() {
    box.hidden = false;
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", say.label);
    if (fallback) fallback.hidden = true;
    style(say.style, function () {
      load(say.leaflet, function () {
        if (calm) L.Map.mergeOptions({ zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false });
        load(say.drawing, function () {});
      });
    });
  }

  if (!("IntersectionObserver" in window)) {
    draw();
    return;
  }
  var seen = new IntersectionObserver(function (entries) {
    if (!entries.some(function (entry) { return entry.isIntersecting; })) return;
    seen.disconnect();
    draw();
  }, { rootMargin: "300px" });
  seen.observe(document.querySelector(".map"));
})();
