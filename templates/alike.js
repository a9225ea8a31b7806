// How like words are: Norwegian compounds by their parts, endings, nynorsk beside bokmål, letters that a keyboard lacks,
// small slips. Search ranks with it (find.js), and the list of questions is narrowed with it (questions.js).
var alike = (function () {
  "use strict";
  // Nynorsk is made the bokmål that people write on the same site, and what bokmål spells in two ways is made one. Of words
  // for one thing only the spelling: other names of a service are its own (synonyms in its file).
  var ANYWHERE = {
    vei: "veg", heim: "hjem", sjuk: "syk", skul: "skol", vatn: "vann", vass: "vann", avlaup: "avlop", straum: "strom", brot: "brudd",
    eigedom: "eiendom", bustad: "bolig", tenest: "tjenest", kyrkj: "kirk", tilskot: "tilskudd", opning: "apning", rekn: "regn",
    leig: "lei", leik: "lek", symj: "svom", naud: "nod", bhg: "barnehage", ferg: "ferj", hoyr: "hor", sokj: "sok", folgj: "folg",
    byggj: "bygg", haust: "host", sumar: "sommer", sommar: "sommer", morgon: "morgen", laurdag: "lordag", sundag: "sondag", ljos: "lys",
    teikn: "tegn", namn: "navn", stad: "sted", lakjar: "lege", mjolk: "melk", handicap: "handikap"
  };
  // These are parts of other words too, so only whole words with their endings.
  var WHOLE = { hol: "hull", bru: "bro", open: "apen", opne: "apne", born: "barn", val: "valg", kva: "hva", kven: "hvem", ikkje: "ikke" };
  var SPELT = new RegExp(Object.keys(ANYWHERE).join("|") + "|\\b(?:" + Object.keys(WHOLE).join("|") + ")(?=(?:e[nt]|[ae]r?|e?ne|a?ne)?\\b)", "g");
  // What says of which kind a thing is, or what is wrong with it, and never what it is about: bare of these, a compound is
  // about its first part (avfallskalender, sykehjemsplass, vannlekkasje).
  var KIND = "plass plan kalender time kontakt søknad skjema kart pris gebyr avgift regning faktura billett kort tilbud regler frist " +
    "søknadsfrist tid tider åpningstid dag dager uke kontor telefon nummer vakt tjeneste ordning melding oversikt start rydding henting " +
    "tømming levering bestilling klage betaling møte pose sekk dunk spann måler lekkasje brudd stans feil skade leie kjøp koster " +
    "telephone phone number hours fee place";
  // What says of a compound only a little, as its last part or as its first: støttekontakt, barnevern.
  var VAGUE = "støtte stønad hjelp barn vern arbeid skatt kommune";
  // The same, but as its last part only: hundeskole is no school.
  var COMMON = "skole strøm pleie senter stasjon kasse penger midler leder lærer anlegg område bygg varsel sentral tilskudd drift " +
    "omsorg opphold";
  var ENDING = /^(.{3,}?)(?:ing(?:a|en|ar|er|ane|ene)?|enes?|anes?|ens|ets|ers|ast|en|et|er|ar|as|es|a|e|s)$/;
  var DOUBLE = /([b-df-hj-np-tv-z])\1/g;
  var DAY = /\b(\d\d?) (?=(?:jan|feb|mar|apr|mai|jun|jul|aug|sep|okt|nov|des)\w*)/g;
  var ENDS_DOUBLE = /([b-df-hj-np-tv-z])\1$/;

  function single(text) { return text.replace(DOUBLE, "$1"); }

  // A double consonant is easily forgotten, and comes and goes with endings: hjem, hjemmet. But it tells short words apart
  // (leg, legg), save for m. The e of søppel goes in søpla.
  function word(full) {
    var base = full.replace(ENDING, "$1").replace(/mm$/, "m");
    var short = single(base);
    return { full: full, text: single(full), base: base, stem: (short.length > 3 ? short : base).replace(/([^aeiouy])el$/, "$1l"), size: full.length };
  }

  // A day of a month is one word: 17 alone is also a page or a bus.
  function words(text) {
    return plain(text).replace(DAY, "$1").replace(SPELT, function (one) { return ANYWHERE[one] || WHOLE[one]; }).split(" ").filter(Boolean).map(word);
  }

  function among(text) {
    var stems = {};
    words(text).forEach(function (one) { stems[one.stem] = true; });
    return function (one) { return stems[one.stem] === true; };
  }
  var isKind = among(KIND), isVague = among(VAGUE), isCommon = among(COMMON);

  // A number is another as soon as one figure is.
  function isNumber(one) { return /\d/.test(one.full); }

  function at(part, whole, place) { return place >= 0 && whole.indexOf(part, place) === place; }

  // A double that stands last was meant: brann does not begin Brandval.
  function isBegun(written, one) {
    if (at(written, one.full, 0)) return true;
    return written.length > 4 && !ENDS_DOUBLE.test(written) && at(single(written), one.text, 0);
  }

  function begins(wanted, one) { return isBegun(wanted.full, one) || (wanted.base.length > 3 && isBegun(wanted.base, one)); }

  function isSame(wanted, one) {
    if (one.stem === wanted.stem) return true;
    return one.text === wanted.text && one.text.length > 1 && (one.text.length > 4 || ENDS_DOUBLE.test(one.full) || ENDS_DOUBLE.test(wanted.full));
  }

  function ends(part, whole) { return whole.length > part.length + 2 && part.length > 4 && at(part, whole, whole.length - part.length); }

  // 0 whole, 1 its beginning, 2 a later part, 3 nothing. Of four letters a part means nothing: sfo is in
  // landbruksforvaltning, and buss in bokbuss.
  function fit(wanted, one) {
    if (isSame(wanted, one)) return 0;
    if (isNumber(wanted) && wanted.size < 4) return 3;
    if (begins(wanted, one)) return 1;
    if (wanted.size < 4 || isNumber(wanted)) return 3;
    var end = one.stem.length - wanted.stem.length;
    if (end > 2 && wanted.stem.length > 4 && at(wanted.stem, one.stem, end)) return 2;
    if (ends(wanted.full, one.full) || ends(wanted.full, one.base)) return 2;
    return wanted.size > 6 && one.text.indexOf(wanted.text) > 2 ? 2 : 3;
  }

  // How many letters must be changed, added, taken away or swapped with the next to make one text another; Infinity where
  // that is more than most (optimal string alignment).
  function slips(from, to, most) {
    var before = [], last = [], now = [], i, j;
    if (Math.abs(from.length - to.length) > most) return Infinity;
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
    return last[to.length] > most ? Infinity : last[to.length];
  }

  // How many slips make what was written a word, whatever its ending; Infinity where it was hardly meant. A short word is
  // soon like another (sykkel, sykehjem), and of a word that was slipped upon a part is too little.
  function slip(wanted, one) {
    var most = wanted.text.length < 6 || isNumber(wanted) ? 0 : wanted.size < 12 ? 1 : 2;
    if (!most || one.size < 5 || one.text[0] !== wanted.text[0]) return Infinity;
    return Math.min(slips(wanted.text, one.text, most), wanted.stem.length > 6 ? slips(wanted.stem, one.stem, most) : Infinity);
  }

  // A long word as two, wherever it can be parted.
  function parted(wanted) {
    var all = [];
    for (var from = 3; wanted.size > 6 && !isNumber(wanted) && from <= wanted.full.length - 3; from++) {
      all.push([word(wanted.full.slice(0, from)), word(wanted.full.slice(from))]);
    }
    return all;
  }

  // Whether a word is the first part of a compound, or begins with it. What is done has its e there, or is whole: brøyteplan is
  // of brøyting, but gravplass is neither of graving nor of gravesøknad.
  function isFirst(first, one) {
    var isDoing = one.base.length <= first.size && at("ing", one.full, one.base.length);
    if (isDoing) return isSame(first, one) && /(?:er?|ings?)$/.test(first.full);
    if (isSame(first, one)) return one.full !== first.full + "e";
    return first.stem.length > 3 && one.size > first.size + 2 && one.full[first.size] !== "e" && begins(first, one);
  }

  // How well a longer word that was written fits the words for a thing by its parts: 3 both, 2 the first, where the last is
  // but a kind, 1 the last, where that alone says what it is (snøbrøyting), also where it begins a compound that the thing has
  // for its title (snøskuter, skuterløype); 0 not at all.
  function parts(wanted, some, titled) {
    if (!wanted.parted) wanted.parted = parted(wanted);
    return wanted.parted.reduce(function (best, two) {
      var first = two[0], last = two[1], kind = isKind(last);
      var hasFirst = !isVague(first) && some.some(function (one) { return isFirst(first, one); });
      if (hasFirst && kind) return some.some(function (one) { return fit(last, one) < 3; }) ? 3 : Math.max(best, 2);
      if (hasFirst && last.size > 3 && some.some(function (one) { return isSame(last, one); })) return 3;
      if (best || kind || last.size < 5 || last.stem.length < 4 || isVague(last) || isCommon(last)) return best;
      return some.some(function (one) { return isSame(last, one); }) || titled.some(function (one) {
        return last.size > 5 && one.size > last.size + 3 && begins(last, one);
      }) ? 1 : 0;
    }, 0);
  }

  return { words: words, word: word, isSame: isSame, fit: fit, slip: slip, parts: parts, isKind: isKind, isVague: isVague };
})();
