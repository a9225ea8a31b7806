// Ranks what can be found by how well it fits what somebody wrote, word by word (alike.js), also words written apart. Takes
// the index (outputs/search.py).
function finder(index) {
  "use strict";
  // How well a word fits a word of the title, of another name, of what is said below, of all of a kind: whole, as its
  // beginning, as a later part of a compound.
  var TITLE = [70, 60, 40], NAME = [62, 48, 34], BELOW = [22, 20, 12], OF_KIND = [18, 14, 0];
  // How well all that was written fits a whole title, the first words of one, another name, that but for its endings, and
  // the first words but for theirs, or where the last is only begun.
  var SAME = 100, BEGINS = 90, NAMED = 84, NAMED_SO = 80, ALMOST = 76, BEGUN = 72;
  // What is left when nothing else fits a word: a slip, or parts of a longer word that was written: the last, the first, both.
  var SLIP = 14, WITHIN = [0, 10, 22, 26];
  var words = alike.words, word = alike.word;

  // The same words are in many entries: how each fits what was written is reckoned once.
  function once(reckon) {
    return function (wanted, one) {
      var known = wanted.known || (wanted.known = new Map());
      if (!known.has(reckon)) known.set(reckon, new Map());
      var all = known.get(reckon);
      if (!all.has(one.full)) all.set(one.full, reckon(wanted, one));
      return all.get(one.full);
    };
  }
  var fit = once(alike.fit), slip = once(alike.slip);

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
    var called = phrase(one[0]);
    var names = (one[5] || "").split("|").map(phrase);
    var named = Array.prototype.concat.apply([], names.map(function (name) { return name.all; }));
    return {
      title: one[0], href: one[1], kind: kinds[one[2] || 0].title, short: one[4] || "", weight: one[3] || 0, lang: one[6], belowLang: one[7],
      called: called, names: names, kept: called.all.concat(named).filter(isKept),
      fields: [
        [TITLE, called.all], [NAME, named],
        [BELOW, words(one[4] || "")], [OF_KIND, kinds[one[2] || 0].words]
      ]
    };
  });

  // Only what may still be being written is of three letters and the beginning of a word: mat til eldre is no matematikk.
  // Small words are found by small words alone: høring is not what stands in Hvilken skole hører vi til.
  function fitsEntry(wanted, entry) {
    return entry.fields.reduce(function (best, field) {
      return field[1].reduce(function (found, one) {
        if (ignored[one.text] && wanted.isKept) return found;
        var how = fit(wanted, one);
        return Math.max(found, how && wanted.isWritten && wanted.size < 4 ? 0 : field[0][how] || 0);
      }, best);
    }, 0);
  }

  function slipped(wanted, entry) {
    return entry.fields.slice(0, 2).reduce(function (best, field, at) {
      return field[1].reduce(function (found, one) { return Math.max(found, SLIP - 3 * slip(wanted, one) - at / 2); }, best);
    }, 0);
  }

  function within(wanted, entry) {
    var how = alike.parts(wanted, entry.kept, entry.called.kept);
    return how && WITHIN[how] + (alike.parts(wanted, entry.called.kept.slice(0, 1), []) ? 2 : 0);
  }

  // One word against all there is: the strictest way of fitting that anything fits in.
  function fits(wanted) {
    return [fitsEntry, slipped, within].reduce(function (found, way) {
      return found.some(Boolean) ? found : entries.map(function (entry) { return way(wanted, entry); });
    }, []);
  }

  // What stands apart is no one word: fri fra skolen is no friskole.
  function isSame(query, other) {
    if (query.isApart && other.all.length === 1) return false;
    return other.text === query.text || other.stems === query.stems;
  }

  // How well what was written fits the first words of a title, small words left out or not. What is begun with three letters
  // is not yet meant.
  function beginning(query, other) {
    return [other.all, other.kept].reduce(function (best, some) {
      var fits = query.all.map(function (one, at) { return some[at] ? fit(one, some[at]) : 3; });
      var last = query.all[query.all.length - 1];
      if (fits.slice(0, -1).some(Boolean) || fits[fits.length - 1] > 1) return best;
      if (fits[fits.length - 1]) return Math.max(best, last.size > 3 ? BEGUN : 0);
      var isExact = query.all.every(function (one, at) { return one.text === some[at].text; });
      return Math.max(best, isExact ? BEGINS : ALMOST);
    }, 0);
  }

  function compounds(two) {
    var first = two[1];
    if (!two.made) two.made = [first.full, first.full + "s", first.full + "e", first.base + "e"].map(function (one) { return word(one + two[0].full); });
    return two.made;
  }

  // The same words in another order, whatever small words stand between: pris barnehage, Pris i barnehage; or two that
  // make its compound: skatt på eiendom.
  function hasSame(wanted, other) {
    if (wanted.length === 2 && other.all.length === 1) return compounds(wanted).some(function (made) {
      return made.stem === other.stems || made.base === other.all[0].full;
    });
    return wanted.length === other.kept.length && wanted.every(function (one) {
      return other.kept.some(function (also) { return also.stem === one.stem; });
    });
  }

  function asWhole(query, entry) {
    if (isSame(query, entry.called)) return SAME;
    if (hasSame(query.all, entry.called)) return SAME - 2;
    var named = entry.names.reduce(function (best, one) {
      if (one.text === query.text) return NAMED;
      return isSame(query, one) || hasSame(query.all, one) ? Math.max(best, NAMED_SO) : best;
    }, 0);
    return named && entry.called.text.indexOf(query.text) === 0 ? BEGINS : Math.max(named, beginning(query, entry.called));
  }

  function lettersOf(some) { return some.reduce(function (all, one) { return all + one.size; }, 0); }

  // Whether what fits is enough of what it is about: all, two words that are half of it, or one that the title begins with
  // (that of what passes, and of questions, begins with any word) or that is another name.
  function isEnough(fitting, about, entry) {
    if (fitting.length === about.length) return true;
    if (fitting.length > 1) return lettersOf(fitting) >= lettersOf(about) / 2;
    if (!fitting.length) return false;
    var share = lettersOf(fitting) / lettersOf(about);
    var is = function (one) { return one && (one.stem === fitting[0].stem || slip(fitting[0], one) < Infinity); };
    if (entry.weight >= 0 && share > 1 / 3 && is(entry.called.kept[0])) return true;
    return share > 1 / 2 && entry.names.some(function (name) { return name.all.length === 1 && is(name.all[0]); });
  }

  // A telephone number is one word, with or without spaces and country.
  function unspaced(text) {
    return text.replace(/(?:\+|\b00)47 ?(?=\d)/, " ").replace(/\b(?:\d(?: ?\d){7}|116 117)\b/g, function (number) { return number.replace(/ /g, ""); });
  }

  // Returns what fits, the best first; of what fits equally well, in the index's order.
  return function (text) {
    var query = phrase(unspaced(text.slice(0, 100)));
    var wanted = query.kept.length ? query.kept : query.all;
    var asked = { all: wanted, text: joined(wanted, "text"), stems: joined(wanted, "stem") };
    asked.isApart = query.all.indexOf(wanted[wanted.length - 1]) - query.all.indexOf(wanted[0]) >= wanted.length;
    wanted.forEach(function (one) {
      one.isWritten = one !== query.all[query.all.length - 1];
      one.isKept = isKept(one);
    });
    var found = wanted.map(fits);
    // What it is about: plass and hjelp tell nothing of that, but where nothing else was written.
    var about = wanted.filter(function (one) { return !alike.isKind(one) && !alike.isVague(one); });
    if (!about.length) about = wanted;
    var most = 0;
    var aside = query.all.filter(function (one) { return wanted.indexOf(one) < 0; });
    var ranked = entries.map(function (entry, at) {
      var each = found.map(function (one) { return one[at]; });
      var fitting = about.filter(function (one) { return each[wanted.indexOf(one)]; });
      // A longer word says more of what is meant: kjøpe parkeringskort.
      var sum = each.reduce(function (all, one, number) { return all + one * wanted[number].size; }, 0);
      var whole = query.text ? Math.max(asWhole(query, entry), asWhole(asked, entry)) : 0;
      var besides = aside.filter(function (one) { return entry.called.all.some(function (other) { return other.stem === one.stem; }); });
      var count = whole ? about.length : isEnough(fitting, about, entry) ? fitting.length : 0;
      most = Math.max(most, count);
      return { entry: entry, at: at, count: count, score: Math.max(whole, sum / lettersOf(wanted)) * (1 + entry.weight / 100) + besides.length };
    });
    return ranked.filter(function (one) { return most && one.count === most; }).sort(function (one, other) {
      return other.score - one.score || one.at - other.at;
    }).map(function (one) { return one.entry; });
  };
}
