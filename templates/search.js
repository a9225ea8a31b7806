// The search box: a combobox with a list of what is found below it (ARIA Authoring Practices Guide, W3C). What can be found
// is fetched when somebody is about to write. Nothing is stored, and what is written is sent nowhere.
function searching() {
  "use strict";
  var box = document.querySelector("[data-search]");
  if (!box) return;
  var say = box.dataset;
  var input = box.querySelector("input");
  var list = box.querySelector("[role=listbox]");
  var answer = box.querySelector("[role=status]");
  var otherwise = box.querySelector("[data-otherwise]");
  var streets = otherwise.dataset.streetsAt;
  var street = null;
  // The list of everything shows all results of a search, which stands in its address.
  var page = document.querySelector("[data-found]");
  var MOST = 8;
  var find = null;
  var coming = null;
  var active = null;

  function filled(text, values) {
    return text.replace(/\{(\w+)\}/g, function (whole, key) { return values[key]; });
  }

  function written() { return input.value.trim(); }

  // After the #, which no browser sends to anybody.
  function allHref() { return say.all + "#sok=" + encodeURIComponent(written()); }

  function streetHref() { return streets + "#gate=" + encodeURIComponent(written()); }

  function isLikeStreet() {
    return streets && /[a-zæøå]\s+\d|(?:gata?|gate[nr]?|veg(?:en)?|vei(?:en)?|stien?|bakken|svingen|allé)$/i.test(written());
  }

  // A link of its own, so that a new tab, an embed and the pages' own rules are what they are for all links.
  function follow(href, isElsewhere) {
    var link = element("a");
    link.href = href;
    if (isElsewhere) {
      link.target = "_blank";
      link.rel = "noopener";
    }
    document.body.appendChild(link).click();
    link.remove();
  }

  function choose(href, isElsewhere) {
    if (page && !isElsewhere && href === allHref()) seeAll();
    else follow(href, isElsewhere);
  }

  function activate(option) {
    if (active) active.setAttribute("aria-selected", "false");
    active = option;
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  function open(isOpen) {
    list.hidden = !isOpen;
    input.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) activate(null);
  }

  // What is in another language than the page.
  function spoken(made, lang) {
    if (lang) {
      made.lang = lang;
      made.dir = "auto";
    }
    return made;
  }

  function nameOf(one) { return spoken(element("span", "name", one.title), one.lang); }

  function option(href, name, why) {
    var made = element("li");
    made.id = "_sok-" + list.children.length;
    made.setAttribute("role", "option");
    made.setAttribute("aria-selected", "false");
    made.dataset.href = href;
    made.appendChild(name);
    if (why) made.appendChild(why);
    list.appendChild(made);
  }

  function below(one) {
    var made = element("span", "why");
    made.appendChild(element("span", "label", one.kind));
    if (one.short) {
      made.appendChild(document.createTextNode(" · "));
      made.appendChild(spoken(element("span", "", one.short), one.belowLang));
    }
    return made;
  }

  function look() {
    if (!find) return;
    var hits = written() ? find(written()) : [];
    activate(null);
    list.textContent = "";
    hits.slice(0, MOST).forEach(function (one) { option(one.href, nameOf(one), below(one)); });
    if (hits.length && isLikeStreet()) option(streetHref(), element("span", "name", filled(say.street, { words: written() })));
    if (hits.length > MOST) option(allHref(), element("span", "name", filled(say.every, { n: hits.length })));
    open(hits.length > 0);
    tell(!written() ? "" : hits.length ? filled(say.hits, { n: hits.length }) : filled(say.none, { words: written() }), written() && !hits.length);
  }

  function tell(text, isNothing) {
    answer.textContent = text;
    otherwise.hidden = !isNothing;
    if (streets && isNothing) {
      if (!street) street = element("a");
      // What hardly is a street is looked up as one last.
      otherwise.insertBefore(street, isLikeStreet() ? otherwise.firstChild : null);
      street.href = streetHref();
      street.textContent = filled(say.street, { words: written() });
    }
  }

  // All results as links, above the list of everything.
  function showAll() {
    var wanted = new URLSearchParams(location.hash.slice(1)).get("sok");
    if (!page || !wanted) return;
    input.value = wanted;
    load(function () {
      var hits = find(wanted);
      var rows = page.querySelector("ul");
      look();
      open(false);
      page.querySelector("h2").textContent = filled(say.results, { words: wanted, n: hits.length });
      rows.textContent = "";
      hits.forEach(function (one) {
        var link = element("a", "door");
        link.href = one.href;
        link.appendChild(nameOf(one));
        link.appendChild(below(one));
        rows.appendChild(element("li", "row")).appendChild(link);
      });
      rows.hidden = !hits.length;
      page.hidden = false;
    });
  }

  function seeAll() {
    history.replaceState(null, "", allHref());
    showAll();
    page.querySelector("h2").focus();
  }

  // Asked for once; again only where it did not come.
  function load(then) {
    if (find) return then();
    coming = coming || fetch(say.search).then(function (got) {
      if (!got.ok) throw new Error(String(got.status));
      return got.json();
    }).then(finder);
    coming.then(function (made) {
      find = made;
      then();
    }, function () {
      coming = null;
      tell(say.failed, true);
    });
  }

  function step(by) {
    var options = Array.prototype.slice.call(list.children);
    if (!options.length) return;
    if (list.hidden) open(true);
    // Past either end one is in the box again.
    var at = options.indexOf(active) + by;
    activate(active || by > 0 ? options[at] || null : options[options.length - 1]);
  }

  function onKey(event) {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowDown") step(1);
    else if (event.key === "ArrowUp") step(-1);
    else if (event.key === "Enter" && active) choose(active.dataset.href, event.shiftKey);
    else if (event.key === "Enter" && written()) choose(allHref());
    else if (event.key === "Escape" && !list.hidden) open(false);
    else if (event.key === "Escape" && input.value) {
      input.value = "";
      look();
    } else {
      if (/^(Home|End|ArrowLeft|ArrowRight)$/.test(event.key)) activate(null);
      return;
    }
    event.preventDefault();
  }

  function onPointer(event) {
    var chosen = event.target.closest("[role=option]");
    if (!chosen || event.button > 1) return;
    choose(chosen.dataset.href, event.button === 1 || event.ctrlKey || event.metaKey);
    event.preventDefault();
  }

  box.hidden = false;
  var without = document.querySelector(".search .no-script");
  if (without) without.hidden = true;
  input.addEventListener("focus", function () { load(look); }, { once: true });
  input.addEventListener("input", function () { load(look); });
  input.addEventListener("keydown", onKey);
  // A telephone's keyboard goes away without the list: only who goes on to another place in the page has left it.
  input.addEventListener("blur", function (event) { if (event.relatedTarget) open(false); });
  list.addEventListener("mousedown", function (event) { event.preventDefault(); });
  list.addEventListener("click", onPointer);
  list.addEventListener("auxclick", onPointer);
  addEventListener("hashchange", showAll);
  // Where the word in the band of other pages leads.
  if (location.hash === "#_sok") input.focus();
  if (document.activeElement === input) load(look);
  showAll();
}
searching();
