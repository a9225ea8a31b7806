// How like words are: Norwegian compounds by their parts, endings, nynorsk beside bokmål, letters that a keyboard lacks,
// small slips. Search ranks with it (find.js), and the list of questions is narrowed with it (questions.js).
var alike = (function () {
  "use strict";
  // What is spelt in two ways is made one.
  var ALIKE = {
    vei: "veg", heim: "hjem", sjuk: "syk", skul: "skol", vatn: "vann", vass: "vann", avlaup: "avlop", straum: "strom", brot: "brudd",
    eigedom: "eiendom", bustad: "bolig", tenest: "tjenest", kyrkj: "kirk", tilskot: "tilskudd", opning: "apning", rekning: "regning",
    leig: "lei", symj: "svom", naud: "nod", bhg: "barnehage"
  };
  var SPELT = new RegExp(Object.keys(ALIKE).join("|"), "g");
  var ENDING = /^(.{3,}?)(?:ing(?:a|en|ar|er|ane|ene)?|enes?|anes?|ens|ets|ers|ast|en|et|er|ar|as|es|a|e|s)$/;
  var DOUBLE = /([b-df-hj-np-tv-z])\1/g;
  var ENDS_DOUBLE = /([b-df-hj-np-tv-z])\1$/;

  function single(text) { return text.replace(DOUBLE, "$1"); }

  // A double consonant is easily forgotten, and comes and goes with endings: hjem, hjemmet. But it tells short words apart
  // (leg, legg), save for m. The e of søppel goes in søpla.
  function word(full) {
    var base = full.replace(ENDING, "$1").replace(/mm$/, "m");
    var short = single(base);
    return { full: full, text: single(full), base: base, stem: (short.length > 3 ? short : base).replace(/([^aeiouy])el$/, "$1l"), size: full.length };
  }

  function words(text) {
    return plain(text).replace(SPELT, function (one) { return ALIKE[one]; }).split(" ").filter(Boolean).map(word);
  }

  function at(part, whole, place) { return place >= 0 && whole.indexOf(part, place) === place; }

  // A double that stands last was meant: brann does not begin Brandval.
  function isBegun(written, one) {
    if (at(written, one.full, 0)) return true;
    return written.length > 4 && !ENDS_DOUBLE.test(written) && at(single(written), one.text, 0);
  }

  function begins(wanted, one) { return isBegun(wanted.full, one) || (wanted.base.length > 3 && isBegun(wanted.base, one)); }

  function isSame(wanted, one) {
    if (one.stem === wanted.stem) return true;
    return one.text === wanted.text && (one.text.length > 4 || ENDS_DOUBLE.test(one.full) || ENDS_DOUBLE.test(wanted.full));
  }

  // 0 whole, 1 its beginning, 2 a later part, 3 nothing. Of three letters a part means nothing: sfo is in
  // landbruksforvaltning.
  function fit(wanted, one) {
    if (isSame(wanted, one)) return 0;
    if (begins(wanted, one)) return 1;
    if (wanted.size < 4) return 3;
    var end = one.stem.length - wanted.stem.length;
    if (end > 1 && wanted.stem.length > 2 && at(wanted.stem, one.stem, end) && (wanted.stem.length > 3 || at(wanted.full, one.full, one.size - wanted.size))) return 2;
    return one.full.indexOf(wanted.full) > 1 || (wanted.text.length > 4 && one.text.indexOf(wanted.text) > 1) ? 2 : 3;
  }

  // How many letters must be changed, added, taken away or swapped with the next to make one text another, or the beginning
  // of it; Infinity where that is more than most (optimal string alignment).
  function slips(from, to, most, isWhole) {
    var before = [], last = [], now = [], i, j;
    to = to.slice(0, from.length + most + (isWhole ? 1 : 0));
    for (j = 0; j <= to.length; j++) last[j] = j;
    for (i = 1; i <= from.length; i++) {
      now = [i];
      for (j = 1; j <= to.length; j++) {
        now[j] = Math.min(last[j] + 1, now[j - 1] + 1, last[j - 1] + (from[i - 1] === to[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]) now[j] = Math.min(now[j], before[j - 2] + 1);
      }
      if (Math.min.apply(null, now) > most) return Infinity;
      before = last;
      last = now;
    }
    if (isWhole) return last[to.length];
    // A whole word before one that only begins so, which must be nearer to be meant.
    return Math.min(last[to.length], Math.min.apply(null, last) + (most > 1 ? 1 : 0.5));
  }

  // How many slips make what was written a word; Infinity where it was hardly meant. A short word is soon like another:
  // sykkel, sykehjem.
  function slip(wanted, one) {
    var most = wanted.size < 5 ? 0 : wanted.size < 10 ? 1 : 2;
    if (!most || one.size < 4 || one.text[0] !== wanted.text[0]) return Infinity;
    var count = slips(wanted.text, one.text, most, wanted.size < 7);
    return count < most + 1 ? count : Infinity;
  }

  // How many letters of a word are the first part of a longer one that was written, and how many the last part: a word, or
  // the beginning of a compound of it (snøskuter, skuterløype).
  function parts(wanted, one) {
    if (wanted.size < 7 || one.size < 4) return [0, 0];
    if (at(one.text, wanted.text, 0)) return [one.text.length, 0];
    var end = wanted.stem.length - one.stem.length;
    if (one.stem.length > 2 && end > 1 && at(one.stem, wanted.stem, end)) return [0, one.text.length];
    for (var from = 3; from <= wanted.full.length - 5; from++) {
      if (isBegun(wanted.full.slice(from), one) || (from <= wanted.base.length - 5 && isBegun(wanted.base.slice(from), one))) return [0, wanted.size - from];
    }
    return [0, 0];
  }

  return { words: words, word: word, isSame: isSame, fit: fit, slip: slip, parts: parts };
})();
