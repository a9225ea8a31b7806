// The list of places: searched, narrowed, compared and sorted by how near it is. The map shows what the list shows.
// All of it happens on the page; what is chosen stands in the address, so that it can be linked and embedded.
(function () {
  "use strict";
  var list = document.querySelector("ol.places");
  var box = document.querySelector("[data-tools]");
  if (!list || !box) return;
  var say = box.dataset;
  // A longer list is shown part by part.
  var STEP = 60;
  var MOST = 4;
  var input = box.querySelector("input[type=search]");
  var choices = Array.prototype.slice.call(box.querySelectorAll("select"));
  var answer = box.querySelector("[role=status]");
  var near = box.querySelector("[data-near]");
  var note = box.querySelector("[data-note]");
  var bar = document.querySelector("[data-compare]");
  var compare = bar && bar.firstElementChild;
  var more = document.querySelector("[data-more]");
  var table = document.querySelector("[data-table]");
  var step = STEP;
  var known = null;

  function element(tag, name, text) {
    var made = document.createElement(tag);
    if (name) made.className = name;
    if (text) made.textContent = text;
    return made;
  }

  function button(name, text, act) {
    var made = element("button", name, text);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }

  // What each place says of itself: by key, the label and the text; a text with commas is several.
  var items = Array.prototype.map.call(list.children, function (li) {
    var one = { li: li, id: li.id, name: li.querySelector("h3").textContent, text: plain(li.lastElementChild.textContent), values: {} };
    Array.prototype.forEach.call(li.querySelectorAll("[data-key]"), function (pair) {
      one.values[pair.dataset.key] = { label: pair.dataset.label, text: pair.lastElementChild.textContent };
    });
    var last = li.lastElementChild;
    var onMap = button("show", say.show, function () { Kart.open(one.id); });
    onMap.setAttribute("aria-label", say.show + ": " + one.name);
    var acts = element("p", "acts");
    acts.appendChild(onMap);
    if (compare) {
      var tick = element("label");
      one.tick = element("input");
      one.tick.type = "checkbox";
      one.tick.addEventListener("change", ticked);
      tick.appendChild(one.tick);
      tick.appendChild(document.createTextNode(say.tick));
      tick.appendChild(element("span", "unseen", ": " + one.name));
      acts.appendChild(tick);
    }
    last.appendChild(acts);
    return one;
  });

  function has(one, key, text) {
    return !!one.values[key] && one.values[key].text.split(", ").indexOf(text) >= 0;
  }

  function fits(one) {
    var words = input ? plain(input.value).split(" ") : [];
    return words.every(function (word) { return one.text.indexOf(word) >= 0; }) && choices.every(function (choice) {
      return !choice.value || has(one, choice.name, choice.value);
    });
  }

  function filter() {
    var found = items.filter(fits);
    var ids = {};
    found.forEach(function (one) { ids[one.id] = true; });
    items.forEach(function (one) { one.li.hidden = !ids[one.id]; });
    found.slice(step).forEach(function (one) { one.li.hidden = true; });
    more.hidden = found.length <= step;
    var isAll = found.length === items.length;
    var text = found.length ? say.count.replace("{n}", found.length).replace("{all}", items.length) : say.none;
    answer.textContent = isAll && !known ? "" : text;
    if (known && found.length) answer.textContent = nearest(found[0]);
    if (note) note.hidden = !known;
    Kart.only(isAll ? null : ids);
  }

  // --- the address

  function changed() {
    step = STEP;
    filter();
    keep();
  }

  function keep() {
    var query = new URLSearchParams();
    if (input && input.value.trim()) query.set("q", input.value.trim());
    choices.forEach(function (choice) { if (choice.value) query.set("f-" + choice.name, choice.value); });
    if (table && !table.hidden) query.set("sammenlign", chosen().map(function (one) { return one.id; }).join(","));
    var text = query.toString();
    history.replaceState(null, "", location.pathname + (text ? "?" + text : "") + location.hash);
  }

  function restore() {
    var query = new URLSearchParams(location.search);
    if (input) input.value = query.get("q") || input.value;
    choices.forEach(function (choice) { choice.value = query.get("f-" + choice.name) || ""; });
    var ids = (query.get("sammenlign") || "").split(",").slice(0, MOST);
    items.forEach(function (one) { if (one.tick) one.tick.checked = ids.indexOf(one.id) >= 0; });
    if (compare) ticked();
    if (chosen().length > 1) tabulate();
    filter();
  }

  // --- side by side

  function chosen() {
    return items.filter(function (one) { return one.tick && one.tick.checked; });
  }

  function ticked() {
    var found = chosen();
    items.forEach(function (one) { one.tick.disabled = found.length >= MOST && !one.tick.checked; });
    compare.disabled = found.length < 2;
    compare.textContent = say.side.replace("{n}", found.length);
    bar.hidden = !found.length;
    if (table.hidden) return;
    if (found.length > 1) tabulate();
    else close();
  }

  function row(label, found, cell) {
    var made = element("tr");
    var head = element("th", "", label);
    head.scope = "row";
    made.appendChild(head);
    found.forEach(function (one) {
      var shown = element("td");
      var inside = cell(one);
      if (typeof inside === "string") shown.textContent = inside;
      else if (inside) shown.appendChild(inside);
      made.appendChild(shown);
    });
    return made;
  }

  function tabulate() {
    var found = chosen();
    var body = element("tbody");
    var head = element("thead");
    var names = row("", found, function (one) { return one.li.querySelector("h3 a").cloneNode(true); });
    Array.prototype.forEach.call(names.querySelectorAll("td"), function (cell) {
      var name = element("th");
      name.scope = "col";
      name.appendChild(cell.firstChild);
      cell.parentNode.replaceChild(name, cell);
    });
    names.firstChild.replaceWith(element("td"));
    head.appendChild(names);
    if (known) body.appendChild(row(say.distance, found, function (one) { return length(known[one.id]); }));
    if (found.some(function (one) { return one.li.querySelector("[data-address]"); })) {
      body.appendChild(row(say.address, found, function (one) {
        var address = one.li.querySelector("[data-address]");
        return address ? address.textContent : say.unknown;
      }));
    }
    var keys = {};
    items.forEach(function (one) { Object.keys(one.values).forEach(function (key) { keys[key] = one.values[key].label; }); });
    Object.keys(keys).forEach(function (key) {
      if (!found.some(function (one) { return one.values[key]; })) return;
      body.appendChild(row(keys[key], found, function (one) { return one.values[key] ? one.values[key].text : say.unknown; }));
    });
    var made = element("table");
    made.appendChild(head);
    made.appendChild(body);
    var place = table.querySelector(".scroll");
    place.textContent = "";
    place.appendChild(made);
    table.hidden = false;
    keep();
  }

  function close() {
    table.hidden = true;
    keep();
  }

  // --- the nearest

  function length(metres) {
    var digits = metres < 1e4 ? 1 : 0;
    var km = metres / 1000;
    return (km < 0.1 ? "< " : "") + Math.max(km, 0.1).toLocaleString(document.documentElement.lang, { maximumFractionDigits: digits }) + " km";
  }

  function nearest(one) {
    return say.nearest.replace("{name}", one.name).replace("{length}", length(known[one.id]));
  }

  // Haversine formula (R. W. Sinnott, Sky & Telescope 68, 1984), mean radius of the earth; [longitude, latitude], degrees.
  function metres(from, to) {
    var rad = Math.PI / 180;
    var north = Math.sin((to[1] - from[1]) * rad / 2);
    var east = Math.sin((to[0] - from[0]) * rad / 2);
    return 12742018 * Math.asin(Math.sqrt(north * north + Math.cos(from[1] * rad) * Math.cos(to[1] * rad) * east * east));
  }

  // How far it is to the nearest position of a place: to a line or an area, to its nearest corner.
  function reach(from, coordinates) {
    if (typeof coordinates[0] === "number") return metres(from, coordinates);
    return Math.min.apply(null, coordinates.map(function (one) { return reach(from, one); }));
  }

  function sort(by) {
    items.sort(by).forEach(function (one) { list.appendChild(one.li); });
    changed();
  }

  function located(position) {
    var from = [position.coords.longitude, position.coords.latitude];
    fetch(say.places).then(function (got) { return got.json(); }).then(function (data) {
      known = {};
      data.features.forEach(function (one) { known[one.properties.id] = reach(from, one.geometry.coordinates); });
      items.forEach(function (one) {
        one.far = one.far || one.li.lastElementChild.insertBefore(element("p", "note"), one.li.querySelector(".acts"));
        one.far.textContent = say.away.replace("{length}", length(known[one.id]));
      });
      near.setAttribute("aria-pressed", "true");
      sort(function (a, b) { return known[a.id] - known[b.id]; });
    }).catch(lost);
  }

  function lost() {
    answer.textContent = say.lost;
  }

  function ask() {
    if (known) {
      known = null;
      near.setAttribute("aria-pressed", "false");
      items.forEach(function (one) { one.far.textContent = ""; });
      sort(function (a, b) { return a.number - b.number; });
      return;
    }
    var level = choices.filter(function (choice) { return choice.name === say.level; })[0];
    if (level && !level.value) {
      answer.textContent = say.first;
      level.focus();
      return;
    }
    if (!navigator.geolocation) return lost();
    answer.textContent = say.asking;
    navigator.geolocation.getCurrentPosition(located, lost, { maximumAge: 6e4, timeout: 8e3, enableHighAccuracy: false });
  }

  // --- all together

  items.forEach(function (one, number) { one.number = number; });
  if (input) input.addEventListener("input", changed);
  choices.forEach(function (choice) { choice.addEventListener("change", changed); });
  if (near) near.addEventListener("click", ask);
  if (compare) {
    compare.addEventListener("click", function () {
      tabulate();
      table.querySelector("h2").focus();
    });
    table.querySelector("button").addEventListener("click", function () {
      close();
      if (bar.hidden) list.querySelector("a").focus();
      else compare.focus();
    });
  }
  more.firstElementChild.addEventListener("click", function () {
    var first = items.filter(fits)[step];
    step += STEP;
    filter();
    first.li.querySelector("a").focus();
  });
  box.hidden = false;
  restore();
})();
