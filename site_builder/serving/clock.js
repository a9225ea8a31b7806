// Shows the page at the moment its address was made for: what counts minutes and days in a page goes by the same clock.
"use strict";
(() => {
  const at = Number(document.currentScript.src.split("?")[1]);
  const Real = Date;
  const ahead = at - Real.now();
  const now = () => Real.now() + ahead;
  globalThis.Date = new Proxy(Real, {
    construct: (target, given, kind) => Reflect.construct(target, given.length ? given : [now()], kind),
    apply: () => new Real(now()).toString(),
    get: (target, name) => (name === "now" ? now : Reflect.get(target, name)),
  });
})();
