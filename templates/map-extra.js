// Places side by side, and how far it is to each. Fetched when somebody asks; a position never leaves the browser.
(() => {
  "use strict";
  const MOST = 4;

  function row(label, cells) {
    const made = element("tr");
    const head = element("th", "", label);
    head.scope = "row";
    made.append(head, ...cells.map(cell => {
      const made = element("td");
      made.append(...[cell].flat());
      return made;
    }));
    return made;
  }

  // Haversine formula (R. W. Sinnott, Sky & Telescope 68, 1984), mean radius of the earth; [longitude, latitude], degrees.
  function metres(from, to) {
    const rad = Math.PI / 180;
    const north = Math.sin((to[1] - from[1]) * rad / 2);
    const east = Math.sin((to[0] - from[0]) * rad / 2);
    return 12742018 * Math.asin(Math.sqrt(north ** 2 + Math.cos(from[1] * rad) * Math.cos(to[1] * rad) * east ** 2));
  }

  // The place on a stretch that is nearest to a position. So near, the earth is flat; a degree of longitude is shorter.
  function nearest(at, from, to) {
    const narrow = Math.cos(at[1] * Math.PI / 180) ** 2;
    const east = to[0] - from[0];
    const north = to[1] - from[1];
    const along = ((at[0] - from[0]) * east * narrow + (at[1] - from[1]) * north) / (east * east * narrow + north * north);
    const share = Math.min(1, Math.max(0, along || 0));
    return [from[0] + east * share, from[1] + north * share];
  }

  function toLine(at, line) {
    return line.reduce((best, to, number) => Math.min(best, metres(at, nearest(at, line[Math.max(number - 1, 0)], to))), Infinity);
  }

  // A ray to the east crosses the ring an odd number of times from within.
  function holds(ring, at) {
    return ring.filter((to, number) => {
      const from = ring[Math.max(number - 1, 0)];
      return from[1] > at[1] !== to[1] > at[1]
        && at[0] < from[0] + (at[1] - from[1]) / (to[1] - from[1]) * (to[0] - from[0]);
    }).length % 2;
  }

  // How far it is to a place, in metres: to a line or the edge of an area; within an area, but not in a hole, nothing.
  function reach(at, { type, coordinates }) {
    if (type === "Point") return metres(at, coordinates);
    if (type === "LineString") return toLine(at, coordinates);
    if (type !== "Polygon") {
      const one = type.replace("Multi", "");
      return Math.min(...coordinates.map(part => reach(at, { type: one, coordinates: part })));
    }
    if (coordinates.filter(ring => holds(ring, at)).length % 2) return 0;
    return Math.min(...coordinates.map(ring => toLine(at, ring)));
  }

  // Where the places that a larger part still numbers are on the whole of it, from the part and its frame there.
  function homes(part) {
    const frame = part.previousElementSibling;
    const scale = frame.width.baseVal.value / part.width.baseVal.value;
    const led = [...part.querySelectorAll(".thin")].flatMap(lines => lines.getAttribute("d").split("M"));
    return [...part.querySelectorAll(".pins > g:not([hidden])")].map(pin => {
      const at = pin.getAttribute("transform").slice(10, -1);
      const home = (led.find(line => line.split("L")[1] === at) || at).split("L")[0].split(" ");
      return [frame.x.baseVal.value + home[0] * scale, frame.y.baseVal.value + home[1] * scale];
    });
  }

  // The drawing that needs no script shows what the list shows, on paper too: these numbers or all, their lines and areas,
  // and the lines and dots that say where they belong. How many numbers a larger part has is said of all of them only.
  function redraw(numbers) {
    document.querySelector(".sheet").classList.toggle("chosen", !!numbers);
    const isGone = number => !!numbers && !numbers.includes(number);
    document.querySelectorAll(".sketch [data-n]").forEach(shape => shape.toggleAttribute("hidden", isGone(shape.dataset.n)));
    document.querySelectorAll(".sketch [font-weight] text").forEach(tag => {
      const all = tag.dataset.all ||= tag.textContent;
      tag.textContent = numbers ? all.split(":")[0] : all;
    });
    // The whole comes last: its dots are those of the parts, and stand for others that are as near as this.
    const DOT = 4;
    let near = [];
    const isNear = ([at, dot]) => {
      const [x, y] = at.split(" ");
      return dot && near.some(home => Math.abs(home[0] - x) <= DOT && Math.abs(home[1] - y) <= DOT);
    };
    [...document.querySelectorAll(".sketch > svg")].reverse().forEach(panel => {
      const kept = [];
      panel.querySelectorAll(".pins > g").forEach(pin => {
        if (!pin.toggleAttribute("hidden", isGone(pin.textContent))) kept.push(pin.getAttribute("transform").slice(10, -1));
      });
      panel.querySelectorAll(".thin, .dots").forEach(lines => {
        const all = lines.dataset.all ||= lines.getAttribute("d");
        const led = all.split("M").filter(line => kept.includes(line.split("L")[1]) || isNear(line.split("h")));
        lines.setAttribute("d", numbers ? led.map(line => "M" + line).join("") : all);
      });
      if (panel.previousElementSibling.matches(".frame")) near = near.concat(homes(panel));
    });
  }

  function length(metres) {
    const km = metres / 1000;
    const shown = Math.max(km, 0.1).toLocaleString(document.documentElement.lang, { maximumFractionDigits: km < 10 ? 1 : 0 });
    return (km < 0.1 ? "< " : "") + shown + " km";
  }

  // `own` is what the list lends: its elements and places, and what it does.
  Kart.extra = own => {
    const { items, bar, rule } = own;
    const say = { ...own.say, ...Kart.words };
    const table = document.querySelector("[data-table]");
    const button = bar && bar.firstElementChild;

    function chosen() {
      return items.filter(one => one.tick.checked);
    }

    function ticked(event) {
      if (event && chosen().length > MOST) event.target.checked = false;
      const count = chosen().length;
      rule.textContent = count < MOST ? say.rule : say.full;
      button.disabled = count < 2;
      button.textContent = say.side.replace("{n}", count);
      bar.hidden = !count;
      if (!table.hidden) compare();
    }

    // What an address asks for. Who was sent it sees it first; in a page of others, they say what is seen.
    function open(ids) {
      const listed = [...new Set(ids)].filter(id => items.some(one => one.id === id));
      for (const one of items) one.tick.checked = listed.slice(0, MOST).includes(one.id);
      ticked();
      // What is sold is named below the list still; of another, its id is all that is known.
      const name = id => (document.getElementById(id) || { textContent: id }).textContent;
      const gone = ids.filter(id => id && !listed.includes(id)).map(name);
      const said = gone.length ? [say.missing.replace("{names}", () => gone.join(", "))] : [];
      if (listed.length > MOST) said.push(say.most);
      if (said.length) {
        rule.textContent = [...said, ...listed.length < 2 ? [say.rule] : []].join(" ");
        bar.hidden = false;
      }
      if (chosen().length > 1) compare(self === top && !location.hash);
    }

    function tabulate(found) {
      const head = element("tr");
      head.append(element("td"), ...found.map(one => {
        const name = element("th");
        name.scope = "col";
        name.append(one.li.querySelector("h3 a").cloneNode(true));
        return name;
      }));
      const body = element("tbody");
      if (own.known) body.append(row(say.distance, found.map(one => own.known.length(one.id))));
      const standing = found.map(one => one.li.querySelector(".box:not([hidden])"));
      if (standing.some(Boolean)) body.append(row(say.standing, standing.map(one => one ? Kart.copied(one) : say.quiet)));
      const addresses = found.map(one => one.li.querySelector("[data-address]"));
      if (addresses.some(Boolean)) body.append(row(say.address, addresses.map(one => one ? one.textContent : say.unknown)));
      const labels = {};
      for (const one of items) for (const key in one.values) labels[key] = one.values[key].label;
      for (const key in labels) {
        const values = found.map(one => one.values[key]);
        if (values.some(Boolean)) body.append(row(labels[key], values.map(one => one ? Kart.copied(one.shown) : say.unknown)));
      }
      const top = element("thead");
      top.append(head);
      const made = element("table");
      made.append(top, body);
      table.querySelector(".scroll").replaceChildren(made);
    }

    function compare(isAsked) {
      const found = chosen();
      table.hidden = found.length < 2;
      if (!table.hidden) tabulate(found);
      own.compared = table.hidden ? "" : found.map(one => one.id).join();
      own.keep();
      if (isAsked) table.querySelector("h2").focus();
    }

    function sort(known) {
      own.known = known;
      own.near.setAttribute("aria-pressed", String(!!known));
      items.sort(known ? (a, b) => known.metres[a.id] - known.metres[b.id] : (a, b) => a.number - b.number);
      own.list.append(...items.map(one => one.li));
      if (table && !table.hidden) compare();
      own.changed();
    }

    function locate(position) {
      const at = [position.coords.longitude, position.coords.latitude];
      fetch(say.places).then(got => got.json()).then(data => {
        const far = {};
        for (const one of data.features) far[one.properties.id] = reach(at, one.geometry);
        for (const one of items) {
          one.far = one.far || one.li.lastElementChild.insertBefore(element("p"), one.li.querySelector(".acts"));
          one.far.className = "note";
          one.far.textContent = say.away.replace("{length}", length(far[one.id]));
        }
        const short = id => length(far[id]);
        const said = one => say.nearest.replace("{length}", short(one.id)).replace("{name}", () => one.name);
        sort({ metres: far, length: short, said });
      }).catch(() => { own.answer.textContent = say.missed; });
    }

    function lost() {
      own.answer.textContent = say.lost;
    }

    // Choices of an address, whatever their case; of one that is there no more, it is said.
    function choose(asked, choices) {
      const gone = [];
      for (const [key, value] of asked) {
        const choice = choices.find(one => "f-" + one.name === key);
        const there = choice && [...choice.options].find(one => one.value.toLowerCase() === value.toLowerCase());
        if (there) there.selected = true;
        else {
          // What is sold is folded away.
          const folded = own.list.parentNode.querySelector("details");
          if (folded && value.toLowerCase() === say.sold.toLowerCase()) folded.open = true;
          gone.push(say.gone.replace("{value}", () => value) + " ");
        }
      }
      own.gone = gone.join("");
      own.filter();
    }

    function ask() {
      if (own.known) {
        for (const one of items) one.far.textContent = "";
        return sort(null);
      }
      if (own.level && !own.level.value) {
        own.answer.textContent = say.first;
        return own.level.focus();
      }
      if (!navigator.geolocation) return lost();
      own.answer.textContent = say.asking;
      navigator.geolocation.getCurrentPosition(locate, lost, { maximumAge: 6e4, timeout: 8e3, enableHighAccuracy: false });
    }

    if (button) button.onclick = () => compare(true);
    if (table) table.querySelector("button").addEventListener("click", () => {
      table.hidden = true;
      own.compared = "";
      own.keep();
      (bar.hidden ? own.list.querySelector("a") : button).focus();
    });

    return { ticked, open, ask, choose, redraw };
  };
})();
