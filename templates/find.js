// Ranks what can be found by how well it fits what somebody wrote: Norwegian compounds by their parts, endings, nynorsk
// beside bokmål, letters that a keyboard lacks, words written apart, small slips. Takes the index (outputs/search.py).
function finder(index) {
  "use strict";
  // How well a word fits a word of the title, of another name, of what is said below, of all of a kind: whole, as its
  // beginning, as a later part of a compound.
  var TITLE = [70, 60, 40], NAME = [55, 48, 34], BELOW = [22, 20, 12], OF_KIND = [18, 14, 0];
  // How well all that was written fits a whole title, the beginning of one, another name.
  var SAME = 100, BEGINS = 90, NAMED = 80;
  // What is left when nothing else fits a word: a slip, or a part of a longer word that was written.
  var SLIP = 14, WITHIN = 6;
  // What is spelt in two ways is made one.
  var ALIKE = { vei: "veg", heim: "hjem", sjuk: "syk", skul: "skol", vatn: "vann", straum: "strom", eigedom: "eiendom", tenest: "tjenest", kyrkj: "kirk", tilskot: "tilskudd" };
  var ENDING = /^(.{3,}?)(?:enes?|anes?|ens|ets|ers|ast|en|et|er|ar|as|es|a|e|s)$/;

  function folded(text) {
    return plain(text).replace(/vei|heim|sjuk|skul|vatn|straum|eigedom|tenest|kyrkj|tilskot/g, function (one) { return ALIKE[one]; });
  }

  // A double consonant is easily forgotten, and comes and goes with endings: hjem, hjemmet.
  function word(text) {
    var short = text.replace(/([b-df-hj-np-tv-z])\1/g, "$1");
    return { text: short, stem: short.replace(ENDING, "$1"), size: text.length };
  }

  function words(text) {
    return folded(text).split(" ").filter(Boolean).map(word);
  }

  function joined(some, form) {
    return some.map(function (one) { return one[form]; }).join("");
  }

  var ignored = {};
  words(index.ignored).forEach(function (one) { ignored[one.text] = true; });
  function isKept(one) { return one.size > 1 && !ignored[one.text]; }

  function phrase(text) {
    var all = words(text);
    return { all: all, text: joined(all, "text"), stems: joined(all, "stem"), kept: all.filter(isKept) };
  }

  var kinds = index.kinds.map(function (one) { return { title: one[0], words: words(one.join(" ")) }; });
  var entries = index.found.map(function (one) {
    var names = (one[5] || "").split("|").map(phrase);
    return {
      title: one[0], href: one[1], kind: kinds[one[2] || 0].title, short: one[4] || "", weight: one[3] || 0,
      called: phrase(one[0]), names: names,
      fields: [
        [TITLE, words(one[0])], [NAME, Array.prototype.concat.apply([], names.map(function (name) { return name.all; }))],
        [BELOW, words(one[4] || "")], [OF_KIND, kinds[one[2] || 0].words]
      ]
    };
  });

  // 0 whole, 1 its beginning, 2 a later part, 3 nothing. Of three letters a part means nothing: sfo is in
  // landbruksforvaltning.
  function fit(wanted, one) {
    if (one.text === wanted.text || one.stem === wanted.stem) return 0;
    if (one.text.indexOf(wanted.text) === 0) return 1;
    if (wanted.stem.length > 3 && one.text.indexOf(wanted.stem) === 0) return 1;
    if (wanted.size < 4) return 3;
    var end = one.stem.length - wanted.stem.length;
    if (end > 1 && one.stem.indexOf(wanted.stem, end) === end) return 2;
    return wanted.text.length > 3 && one.text.indexOf(wanted.text) > 1 ? 2 : 3;
  }

  function fitsEntry(wanted, entry) {
    return entry.fields.reduce(function (best, field) {
      return field[1].reduce(function (found, one) { return Math.max(found, field[0][fit(wanted, one)] || 0); }, best);
    }, 0);
  }

  // How many letters must be changed, added, taken away or swapped with the next to make one text the beginning of
  // another; Infinity where that is more than most (optimal string alignment).
  function slips(from, to, most) {
    var before = [], last = [], now = [], i, j;
    to = to.slice(0, from.length + most);
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
    // A whole word before one that only begins so, which must be nearer to be meant.
    return Math.min(last[to.length], Math.min.apply(null, last) + (most > 1 ? 1 : 0.5));
  }

  function slipped(wanted, entry) {
    var most = wanted.size < 5 ? 0 : wanted.size < 10 ? 1 : 2;
    return most && entry.fields.slice(0, 3).reduce(function (best, field, at) {
      return field[1].reduce(function (found, one) {
        if (one.size < 4 || one.text[0] !== wanted.text[0]) return found;
        var count = slips(wanted.text, one.text, most);
        return count >= most + 1 ? found : Math.max(found, SLIP - 3 * count - at / 2);
      }, best);
    }, 0);
  }

  // The last part of a compound says what it is, so it counts for more; what has the first part too is better still.
  function within(wanted, entry) {
    var first = 0, last = 0;
    if (wanted.size > 6) entry.fields.slice(0, 2).forEach(function (field) {
      field[1].forEach(function (one) {
        if (one.size < 4 || !isKept(one)) return;
        var end = wanted.stem.length - one.stem.length;
        if (wanted.text.indexOf(one.text) === 0) first = Math.max(first, WITHIN + one.text.length / 2);
        else if (end > 1 && wanted.stem.indexOf(one.stem, end) === end) last = Math.max(last, WITHIN + 2 + one.text.length / 2);
      });
    });
    return first + last;
  }

  // One word against all there is: the strictest way of fitting that anything fits in.
  function fits(wanted) {
    return [fitsEntry, slipped, within].reduce(function (found, way) {
      return found.some(Boolean) ? found : entries.map(function (entry) { return way(wanted, entry); });
    }, []);
  }

  function isSame(query, other) {
    return other.text === query.text || other.stems === query.stems;
  }

  function beginsSo(query, other) {
    return other.text.indexOf(query.text) === 0 || [other.all, other.kept].some(function (some) {
      return query.all.every(function (one, at) { return some[at] && some[at].stem === one.stem; });
    });
  }

  // The same words in another order, whatever small words stand between: pris barnehage, Pris i barnehage; or two that
  // make its compound: skatt på eiendom.
  function hasSame(wanted, other) {
    if (wanted.length === 2 && other.all.length === 1) return ["", "s", "e"].some(function (joint) {
      return word(wanted[1].text + joint + wanted[0].text).stem === other.stems;
    });
    return wanted.length === other.kept.length && wanted.every(function (one) {
      return other.kept.some(function (also) { return also.stem === one.stem; });
    });
  }

  function asWhole(query, entry) {
    if (isSame(query, entry.called)) return SAME;
    if (hasSame(query.all, entry.called)) return SAME - 2;
    if (beginsSo(query, entry.called)) return BEGINS;
    return entry.names.some(function (one) { return isSame(query, one) || hasSame(query.all, one); }) ? NAMED : 0;
  }

  // A telephone number is one word, with or without spaces and country.
  function unspaced(text) {
    return text.replace(/(?:\+|\b00)47 ?(?=\d)/, " ").replace(/\b\d(?: ?\d){7}\b/g, function (number) { return number.replace(/ /g, ""); });
  }

  // Returns what fits, the best first; of what fits equally well, in the index's order.
  return function (text) {
    var query = phrase(unspaced(text.slice(0, 100)));
    var wanted = query.kept.length ? query.kept : query.all;
    var asked = { all: wanted, text: joined(wanted, "text"), stems: joined(wanted, "stem") };
    var found = wanted.map(fits);
    var aside = query.all.filter(function (one) { return wanted.indexOf(one) < 0; });
    var ranked = entries.map(function (entry, at) {
      var each = found.map(function (one) { return one[at]; });
      var some = each.filter(Boolean);
      var sum = some.reduce(function (all, one) { return all + one; }, 0);
      var whole = query.text ? Math.max(asWhole(query, entry), asWhole(asked, entry)) : 0;
      var besides = aside.filter(function (one) { return entry.fields[0][1].some(function (other) { return other.stem === one.stem; }); });
      return {
        entry: entry, at: at, count: whole ? wanted.length : some.length,
        score: Math.max(whole, sum / (some.length || 1)) * (1 + entry.weight / 100) + besides.length
      };
    });
    var most = Math.max.apply(null, ranked.map(function (one) { return one.count; }).concat(0));
    return ranked.filter(function (one) { return most && one.count === most; }).sort(function (one, other) {
      return other.score - one.score || one.at - other.at;
    }).map(function (one) { return one.entry; });
  };
}
