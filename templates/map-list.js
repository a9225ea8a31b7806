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
  const input = box.querySelector("input");
  const choices = [...box.querySelectorAll("select")];
  const answer = box.querySelector("[role=status]");
  const near = box.querySelector("[data-near]");
  const note = box.querySelector("[data-note]");
  const bar = document.querySelector("[data-compare]");
  const rule = bar && bar.lastElementChild;
  const more = document.querySelector("[data-more]");
  const level = choices.find(choice => choice.name === say.level);
  let step = STEP;
  // The place that the address names is in the list and on the map, whatever else is chosen.
  let target = null;

  // What each place says of itself: by key, the label and the text; a text with commas is several. Labels are not
  // searched: every place has them.
  const items = [...list.children].map((li, number) => {
    const inside = li.lastElementChild;
    const texts = [...inside.querySelectorAll("h3, p:not([class]), .pair > span")].map(one => one.textContent);
    const one = { li, number: String(number + 1), id: li.id, name: texts[0], text: plain(texts.join(" ")), values: {} };
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
    if (bar) {
      const ticked = event => withExtra(() => extra.ticked(event), rule);
      one.tick = Object.assign(element("input"), { type: "checkbox", onchange: ticked });
      const label = element("label");
      label.append(one.tick, say.tick, unseen());
      acts.append(label);
    }
    inside.append(acts);
    return one;
  });
  let found = items;

  function fits(one) {
    const words = input ? plain(input.value).split(" ") : [];
    return words.every(word => one.text.includes(word)) && choices.every(choice => {
      const value = one.values[choice.name];
      if (!choice.value || !value) return !choice.value;
      return "whole" in choice.dataset ? value.text === choice.value : value.text.split(", ").includes(choice.value);
    });
  }

  // Nothing is said of the whole list to who has not chosen anything yet.
  function filter(isQuiet) {
    const fit = items.filter(fits);
    const besides = target && !fit.includes(target) ? [target] : [];
    found = fit.concat(besides);
    part(step);
    const isAll = fit.length === items.length;
    const said = [fit.length ? say.count.replace("{n}", fit.length).replace("{all}", items.length) : say.none];
    if (besides.length) said.push(say.besides.replace("{name}", () => target.name));
    if (own.known && fit.length) said.push(own.known.said(fit[0]));
    if (isQuiet && isAll) said.length = 0;
    answer.textContent = own.gone + said.join(" ");
    if (note) note.hidden = !own.known || !fit.length;
    Kart.only(isAll ? null : new Set(found.map(one => one.id)));
    if (!isAll || extra) withExtra(() => extra.redraw(!isAll && found.map(one => one.number)));
  }

  function part(most) {
    const shown = new Set(found.slice(0, most));
    if (target) shown.add(target);
    for (const one of items) one.li.hidden = !shown.has(one);
    more.hidden = found.length <= most;
  }

  // --- the address

  function changed() {
    // Who chooses another level, or none, asks anew: the nearest of all may be for others.
    if (own.known && level && !level.value) return extra.ask();
    step = STEP;
    target = null;
    own.gone = "";
    filter();
    keep();
  }

  function named() {
    return items.find(one => one.id === location.hash.slice(1));
  }

  function keep() {
    const query = new URLSearchParams();
    if (input && input.value.trim()) query.set("q", input.value.trim());
    for (const choice of choices) if (choice.value) query.set("f-" + choice.name, choice.value);
    if (own.compared) query.set("sammenlign", own.compared);
    // A place that was chosen away is named no more: who opens the address sees what stands here now.
    const hash = named() && !found.includes(named()) ? "" : location.hash;
    history.replaceState(null, "", location.pathname + (String(query) && "?" + query) + hash);
  }

  function restore() {
    const query = new URLSearchParams(location.search);
    if (input) input.value = query.get("q") || input.value;
    const asked = [...query].filter(([key, value]) => value && key.startsWith("f-"));
    for (const choice of choices) choice.value = query.get("f-" + choice.name) || "";
    if (asked.length > choices.filter(choice => choice.value).length) withExtra(() => extra.choose(asked, choices));
    for (const choice of choices) choice.selectedIndex = Math.max(choice.selectedIndex, 0);
    const ids = query.get("sammenlign");
    if (bar && ids) withExtra(() => extra.open(ids.split(",")), rule);
    filter(true);
  }

  // --- side by side, and the nearest: most readers do without, so it is fetched when it is asked for

  const own = { say, items, list, answer, level, near, bar, rule, known: null, compared: "", gone: "", changed, filter, keep };
  let extra = null;
  function withExtra(act, told) {
    if (extra) return act();
    Kart.load(say.extra, () => {
      extra = extra || Kart.extra(own);
      act();
    }, () => {
      if (!told) return;
      told.textContent = say.missed;
      told.parentNode.hidden = false;
    });
  }

  // --- all together

  if (input) input.addEventListener("input", changed);
  for (const choice of choices) choice.addEventListener("change", changed);
  if (near) near.addEventListener("click", () => withExtra(() => extra.ask(), answer));
  more.firstElementChild.addEventListener("click", () => {
    const first = found[step];
    step += STEP;
    part(step);
    first.li.querySelector("a").focus();
  });
  // Nobody can ask paper for more.
  addEventListener("beforeprint", () => part(items.length));
  addEventListener("afterprint", () => part(step));
  function reveal() {
    const last = target;
    target = named();
    const isHidden = target && target.li.hidden;
    if ([last, target].some(one => one && !fits(one))) filter(true);
    else if (isHidden) part(step);
    if (isHidden) target.li.scrollIntoView();
    // What is sold is folded away.
    const there = document.getElementById(location.hash.slice(1));
    const folded = there && there.closest("details");
    if (!folded) return;
    folded.open = true;
    there.scrollIntoView();
  }
  Kart.found = id => {
    location.hash = id;
    reveal();
    target.li.querySelector("a").focus();
  };

  box.hidden = false;
  restore();
  reveal();
  addEventListener("hashchange", reveal);
})();
