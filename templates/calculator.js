// Reckons what places for several children cost, as outputs/reckoning.py does. What is chosen is neither stored nor sent.
(function () {
  "use strict";
  // Amounts are whole øre; a share of an income has too many figures for anything but whole numbers of any size.
  if (typeof BigInt === "undefined") return;
  var WHOLE = 10000;
  var MOST = BigInt("100000000000");

  function filled(text, values) {
    return text.replace(/\{(\w+)\}/g, function (whole, key) { return key in values ? values[key] : whole; });
  }

  function reckoner(form) {
    var say = form.dataset;
    var rules = JSON.parse(say.reckon);
    var places = Array.prototype.slice.call(form.querySelectorAll("[name=place]"));
    var children = form.querySelector("[name=children]");
    var optional = form.querySelector("[name=optional]");
    var income = form.querySelector("[name=income]");
    var output = form.querySelector("output");
    var list = form.querySelector("ul");
    var options = rules.options.map(function (one) {
      return { price: one[0], of: one[1], own: one[2], second: one[3], third: one[4], limit: one[5], extra: one[6], optional: one[7] };
    });

    // Half up: above over below, in whole steps.
    function rounded(above, below) {
      var step = BigInt(rules.step);
      var two = BigInt(2);
      return Number((above * two + below * step) / (below * step * two) * step);
    }

    function amount(ore) {
      if (!ore) return say.free;
      var kroner = String(Math.floor(ore / 100)).replace(/\B(?=(\d{3})+$)/g, say.group);
      return filled(say.amount, { n: kroner + (ore % 100 ? say.decimal + ("0" + ore % 100).slice(-2) : "") });
    }

    function percent(hundredths) {
      return filled(say.percent, { n: String(hundredths / 100).replace(".", say.decimal) });
    }

    function line(one, number, earned) {
      var off = number < 2 ? 0 : number === 2 ? one.second : one.third;
      var whole = number > 1 ? one.of : one.price;
      var above = BigInt(whole), below = BigInt(1), rest = BigInt(WHOLE - off);
      var isOf = number > 1 && !one.own;
      if (isOf) {
        above *= rest;
        below = BigInt(WHOLE);
      }
      var limit = { above: earned === null ? above : earned * BigInt(one.limit), below: BigInt(WHOLE * WHOLE * rules.months) };
      var isLimited = Boolean(earned !== null && one.limit && limit.above * below < above * limit.below);
      if (isLimited) {
        above = limit.above;
        below = limit.below;
      }
      var shown = isLimited || !isOf ? rounded(above, below) : whole;
      if (!isOf) {
        above *= rest;
        below *= BigInt(WHOLE);
      }
      var extra = rounded(BigInt(one.extra + (optional && optional.checked ? one.optional : 0)), BigInt(1));
      return { amount: rounded(above, below), extra: extra, off: off, whole: shown, isLimited: isLimited, isOf: isOf };
    }

    // Who has the dearest place is the first of siblings.
    function lines(chosen, earned) {
      var order = chosen.map(function (_, at) { return at; }).sort(function (a, b) {
        return options[chosen[b]].price - options[chosen[a]].price || a - b;
      });
      var siblings = 0;
      var found = [];
      order.forEach(function (at) {
        var one = options[chosen[at]];
        var counts = one.second !== null;
        if (counts) siblings += 1;
        found[at] = line(one, counts ? siblings : 0, earned);
      });
      return found;
    }

    function said(one, at) {
      var whole = amount(one.whole);
      if (one.isLimited) whole = filled(say.limited, { whole: whole });
      var isPart = one.isOf && !one.isLimited;
      var values = { n: at + 1, name: places[at].selectedOptions[0].text, whole: whole, off: percent(one.off), rest: percent(WHOLE - one.off), amount: amount(one.amount) };
      if (!one.off || one.isOf && one.isLimited) values.amount = whole;
      var text = filled(isPart ? say.of : one.off && !one.isOf ? say.off : say.line, values);
      return one.extra ? filled(say.extra, { line: text, extra: amount(one.extra) }) : text;
    }

    // Øre a year, null where nothing is said, or what is wrong with what is. A comma or a full stop before three figures
    // stands between groups in any language: nobody writes a thousandth of a krone.
    function earned() {
      var text = income ? income.value.trim() : "";
      if (!text) return null;
      var unit = "(?:" + say.units.split(" ").join("|") + ")\\.?";
      var plain = text.toLowerCase().replace(new RegExp("^" + unit + "|(?:" + unit + "|,-)$", "g"), "").replace(/\s/g, "").replace(/[\u2212\u2013]/g, "-");
      var match = /^(-?)(\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d{3})+|\d+)(?:([.,])(\d{1,2}))?$/.exec(plain);
      var sign = match && match[3];
      if (!match || sign && (sign !== say.decimal || match[2].indexOf(sign) > 0)) return filled(say.bad, { text: text });
      var ore = BigInt(match[2].replace(/\D/g, "") + ((match[4] || "") + "00").slice(0, 2));
      if (match[1] && ore) return say.negative;
      return ore < MOST ? ore : say.huge;
    }

    function tell() {
      var number = +children.value;
      places.forEach(function (one, at) { one.closest("p").hidden = at >= number; });
      var earns = earned();
      var isWrong = typeof earns === "string";
      if (income) income.setAttribute("aria-invalid", isWrong);
      list.textContent = "";
      var text = earns;
      if (!isWrong) {
        var found = lines(places.slice(0, number).map(function (one) { return +one.value; }), earns);
        var month = found.reduce(function (sum, one) { return sum + one.amount + one.extra; }, 0);
        text = month ? filled(say.total, { month: amount(month), year: amount(month * rules.months) }) : say.nothing;
        found.forEach(function (one, at) { list.appendChild(element("li", "", said(one, at))); });
      }
      // Told again only where it is another: some screen readers would repeat it.
      if (output.textContent !== text) output.textContent = text;
    }

    form.addEventListener("input", tell);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.hidden = false;
    form.closest("details").querySelector("[data-table]").open = false;
    tell();
  }

  Array.prototype.forEach.call(document.querySelectorAll("[data-reckon]"), reckoner);
})();
