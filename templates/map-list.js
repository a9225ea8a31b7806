// The list of places: searched, narrowed, compared and sorted by how near it is. The map shows what the list shows.
// All of it happens on the page; what is chosen stands in the address, so that it can be linked and embedded.
(() => {
  "use strict";
  const list = document.querySelector("ol.places");
  const box = document.querySelector("[data-tools]");
  if (!list || !box) return;
  const say = box.dataset;
  // A longer list is shown part by part.
  const STEP = 60;
  const MOST = 4;
  const input = box.querySelector("input");
  const choices = [...box.querySelectorAll("select")];
  const answer = box.querySelector("[role=status]");
  const near = box.querySelector("[data-near]");
  const note = box.querySelector("[data-note]");
  const bar = document.querySelector("[data-compare]");
  const compare = bar && bar.firstElementChild;
  const table = document.querySelector("[data-table]");
  const more = document.querySelector("[data-more]");
  const level = choices.find(choice => choice.name === say.level);
  let step = STEP;
  let known = null;
  // The place that the address names is in the list, whatever else is chosen.
  let target = null;

  // What each place says of itself: by key, the label and the text; a text with commas is several.
  const items = [...list.children].map((li, number) => {
    const inside = li.lastElementChild;
    const one = { li, number, id: li.id, name: li.querySelector("h3").textContent, text: plain(inside.textContent), values: {} };
    for (const pair of li.querySelectorAll("[data-key]")) {
      const [label, value] = pair.childNodes;
      one.values[pair.dataset.key] = { label: label.data.slice(0, -2), shown: value, text: value.textContent.replace(" ↗", "") };
    }
    const unseen = () => element("span", "unseen", ": " + one.name);
    const acts = element("p", "acts");
    const onMap = element("button", "show");
    Object.assign(onMap, { type: "button", onclick: () => Kart.open(one.id) });
    onMap.append(say.show, unseen());
    acts.append(onMap);
    if (compare) {
      one.tick = Object.assign(element("input"), { type: "checkbox", onchange: ticked });
      const label = element("label");
      label.append(one.tick, say.tick, unseen());
      acts.append(label);
    }
    inside.append(acts);
    return one;
  });

  function fits(one) {
    const words = input ? plain(input.value).split(" ") : [];
    return words.every(word => one.text.includes(word)) && choices.every(choice => {
      const value = one.values[choice.name];
      if (!choice.value || !value) return !choice.value;
      return "whole" in choice.dataset ? value.text === choice.value : value.text.split(", ").includes(choice.value);
    });
  }

  function filter() {
    const found = items.filter(fits);
    const shown = new Set(found.slice(0, step));
    if (target) shown.add(target);
    for (const one of items) one.li.hidden = !shown.has(one);
    more.hidden = found.length <= step;
    const isAll = found.length === items.length;
    let text = found.length ? say.count.replace("{n}", found.length).replace("{all}", items.length) : say.none;
    if (isAll) text = "";
    if (known && found.length) text = say.nearest.replace("{name}", found[0].name).replace("{length}", known.length(found[0].id));
    answer.textContent = text;
    if (note) note.hidden = !known || !found.length;
    Kart.only(isAll ? null : new Set(found.map(one => one.id)));
  }

  // --- the address

  function changed() {
    // Who chooses another level, or none, asks anew: the nearest of all may be for others.
    if (known && level && !level.value) return ask();
    step = STEP;
    target = null;
    filter();
    keep();
  }

  function keep() {
    const query = new URLSearchParams();
    if (input && input.value.trim()) query.set("q", input.value.trim());
    for (const choice of choices) if (choice.value) query.set("f-" + choice.name, choice.value);
    if (table && !table.hidden) query.set("sammenlign", chosen().map(one => one.id).join());
    history.replaceState(null, "", location.pathname + (String(query) && "?" + query) + location.hash);
  }

  function restore() {
    const query = new URLSearchParams(location.search);
    if (input) input.value = query.get("q") || input.value;
    for (const choice of choices) {
      choice.value = query.get("f-" + choice.name) || "";
      if (choice.selectedIndex < 0) choice.value = "";
    }
    const ids = (query.get("sammenlign") || "").split(",").slice(0, MOST);
    if (compare) {
      for (const one of items) one.tick.checked = ids.includes(one.id);
      ticked();
      if (chosen().length > 1) tabulate();
    }
    filter();
  }

  // --- side by side, and the nearest: most readers do without, so it is fetched when it is asked for

  let extra = null;
  function withExtra(act) {
    if (extra) act(extra);
    else Kart.load(say.extra, () => act(extra = Kart.extra(say, items, table)), lost);
  }

  function chosen() {
    return items.filter(one => one.tick && one.tick.checked);
  }

  function ticked() {
    const found = chosen();
    for (const one of items) one.tick.disabled = found.length >= MOST && !one.tick.checked;
    compare.disabled = found.length < 2;
    compare.textContent = say.side.replace("{n}", found.length);
    bar.hidden = !found.length;
    if (table.hidden) return;
    if (found.length > 1) tabulate();
    else close();
  }

  function tabulate(then) {
    withExtra(extra => {
      extra.tabulate(chosen(), known);
      table.hidden = false;
      keep();
      if (then) then();
    });
  }

  function close() {
    table.hidden = true;
    keep();
  }

  function lost() {
    answer.textContent = say.lost;
  }

  function sort(distances) {
    known = distances;
    near.setAttribute("aria-pressed", String(!!known));
    items.sort(known ? (a, b) => known.metres[a.id] - known.metres[b.id] : (a, b) => a.number - b.number);
    list.append(...items.map(one => one.li));
    if (table && !table.hidden) tabulate();
    changed();
  }

  function ask() {
    if (level && !level.value && !known) {
      answer.textContent = say.first;
      level.focus();
      return;
    }
    if (!known) answer.textContent = say.asking;
    withExtra(extra => known ? extra.forget(sort) : extra.locate(sort, lost));
  }

  // --- all together

  if (input) input.addEventListener("input", changed);
  for (const choice of choices) choice.addEventListener("change", changed);
  if (near) near.addEventListener("click", ask);
  if (compare) {
    compare.addEventListener("click", () => tabulate(() => table.querySelector("h2").focus()));
    table.querySelector("button").addEventListener("click", () => {
      close();
      (bar.hidden ? list.querySelector("a") : compare).focus();
    });
  }
  more.firstElementChild.addEventListener("click", () => {
    const first = items.filter(fits)[step];
    step += STEP;
    filter();
    first.li.querySelector("a").focus();
  });
  function reveal() {
    target = items.find(one => one.id === decodeURIComponent(location.hash.slice(1))) || null;
    if (!target || !target.li.hidden) return;
    filter();
    target.li.scrollIntoView();
  }

  box.hidden = false;
  restore();
  reveal();
  addEventListener("hashchange", reveal);
})();
