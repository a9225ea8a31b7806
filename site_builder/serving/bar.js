// The bar under a page that is shown before it is published, and what stands over it while something is wrong.
"use strict";
(() => {
  const watched = document.currentScript.dataset.watched;
  // Within another page, that page fetches itself anew with all that is in it.
  if (window.top !== window) return;
  const page = new URLSearchParams(watched).get("page");
  let labels = {};

  function made(name, text, attributes = {}) {
    const element = document.createElement(name);
    if (text) element.textContent = text;
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  }

  // In a tree of its own: no style of the page reaches it, and none of its own the page.
  function room(kind) {
    const host = made("site-builder-preview");
    host.className = kind;
    const root = host.attachShadow({ mode: "open" });
    const style = made("link", "", { rel: "stylesheet", href: "/_se/bar.css" });
    const inside = made("div", "", { class: kind, hidden: "" });
    style.addEventListener("load", () => { inside.hidden = false; reserve(); });
    root.append(style, inside);
    return { host, inside };
  }

  // --- the bar

  const bar = room("bar");
  const fold = made("details");
  const summary = made("summary");
  const status = made("p", "", { role: "status" });
  const panel = made("div", "", { class: "panel" });

  // The bar lies over the end of what is in sight: what gets the focus is not to lie under it.
  function reserve() {
    document.documentElement.style.scrollPaddingBottom = `${summary.getBoundingClientRect().height + 8}px`;
  }

  function problemList(problems) {
    const list = made("ul", "", { class: "problems" });
    for (const one of problems) {
      const item = made("li");
      item.append(made("pre", one.text, { tabindex: "0" }), made("a", labels.edit, { href: one.edit }));
      list.append(item);
    }
    return list;
  }

  function shareTexts(texts) {
    const list = made("dl");
    for (const [name, text] of texts) {
      const copy = made("button", labels.copy, { type: "button", "aria-label": `${labels.copy}: ${name}` });
      copy.addEventListener("click", async () => {
        await navigator.clipboard.writeText(text);
        status.textContent = `${labels.copied}: ${name}`;
      });
      const said = made("dd");
      said.append(made("pre", text, { tabindex: "0" }), copy);
      list.append(made("dt", name), said);
    }
    return list;
  }

  function momentForm(said) {
    const form = made("form");
    const field = made("input", "", { type: "datetime-local", id: "at", value: said.at });
    const now = made("button", labels.now, { type: "button" });
    now.hidden = !said.is_moved;
    now.addEventListener("click", () => move(""));
    form.addEventListener("submit", (event) => { event.preventDefault(); move(field.value); });
    form.append(made("label", labels.moment, { for: "at" }), field, made("button", labels.go), now);
    return form;
  }

  function move(at) {
    fetch("/_se/moment", { method: "POST", body: at }).then(() => location.reload());
  }

  function section(title, ...content) {
    const part = made("section");
    part.append(made("h2", title), ...content);
    return part;
  }

  function fill(said) {
    labels = said.labels;
    bar.host.lang = said.language;
    fold.setAttribute("aria-label", labels.name);
    summary.replaceChildren(made("strong", labels.name), ` ${said.source || page}`);
    if (said.is_moved) summary.append(made("span", said.at.replace("T", " "), { class: "sign" }));
    const found = said.problems.length;
    if (found || said.count) summary.append(made("span", said.count, { class: "sign" }));
    panel.replaceChildren(status);
    if (said.source) {
      const place = made("p");
      place.append(made("a", labels.edit, { href: said.edit }), " ", made("code", said.path));
      panel.append(section(labels.file, place));
      panel.append(section(labels.problems, found ? problemList(said.problems) : made("p", labels.no_problems)));
    }
    if (said.readability) panel.append(section(labels.readability, made("p", said.readability)));
    if (said.texts.length) panel.append(section(labels.send, shareTexts(said.texts)));
    const phone = made("p");
    phone.append(made("a", labels.phone, { href: said.phone }));
    panel.append(momentForm(said), phone);
  }

  bar.inside.setAttribute("role", "region");
  fold.append(summary, panel);
  bar.inside.append(fold);

  async function tell() {
    const answer = await fetch(`/_se/about?page=${encodeURIComponent(page)}`);
    fill(await answer.json());
    bar.inside.setAttribute("aria-label", labels.name);
    document.body.append(bar.host);
  }

  // --- what is wrong

  const over = room("over");
  const alert = made("div", "", { role: "alert" });
  const close = made("button", "", { type: "button" });
  over.inside.append(alert);
  let closed = "";
  let standing = "";

  function hide() {
    closed = standing;
    over.host.remove();
  }

  function show(text) {
    const said = JSON.parse(text);
    standing = text;
    if (!said.crash && !said.problems.length) return hide();
    if (closed === text) return;
    labels = said.labels;
    // What is wrong is told once.
    fold.open = false;
    over.host.lang = said.language;
    close.textContent = labels.close;
    // Something is read out once it comes into an alert that is there.
    document.body.prepend(over.host);
    const said_of = said.crash ? labels.crash : labels.stands_still;
    alert.replaceChildren(made("p", said_of), close);
    alert.append(said.crash ? made("pre", said.crash, { tabindex: "0" }) : problemList(said.problems));
    alert.append(made("p", said.count));
  }

  close.addEventListener("click", hide);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && over.host.isConnected) hide(); });

  // --- what happens

  // A browser opens six connections to a host at most, and each stream is one: only a page in sight listens.
  let stream = null;

  function listen() {
    if (stream || document.hidden) return;
    stream = new EventSource(`/_se/events?${watched}`);
    stream.addEventListener("reload", () => location.reload());
    // Has the server gone meanwhile, the stream says so, and tells anew when it is there again.
    stream.addEventListener("told", (event) => { show(event.data); tell().catch(() => {}); });
    stream.addEventListener("error", () => { status.textContent = labels.gone || ""; });
    stream.addEventListener("open", () => { status.textContent = ""; });
  }

  function leave() {
    stream?.close();
    stream = null;
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? leave() : listen()));
  window.addEventListener("pagehide", leave);
  window.addEventListener("pageshow", listen);
  listen();
})();
