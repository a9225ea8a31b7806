// Says whether it is open now, beside the hours that the page has printed. They say it without a script as well.
// What it reads (outputs/hours.py, Rules): weeks by the day they begin, days that differ, and the words.
(function () {
  "use strict";
  var boxes = Array.prototype.slice.call(document.querySelectorAll("[data-weeks]"));
  if (!boxes.length) return;
  var language = boxes[0].closest("[lang]").lang;

  // Noon of a day in UTC, where every day has 24 hours.
  function noon(day) {
    return new Date(day + "T12:00:00Z");
  }

  function after(day, days) {
    return new Date(noon(day).getTime() + days * 864e5).toISOString().slice(0, 10);
  }

  function weekday(day) {
    return (noon(day).getUTCDay() + 6) % 7;
  }

  // When it opens and closes on a day: minutes by twos. Null where nothing is known, or the page is too old to know.
  function times(say, day) {
    var weeks = say.weeks.split(";").filter(function (one) { return one.slice(0, 10) <= day; });
    if (!weeks.length || day > say.last) return null;
    var own = say.days.split(";").filter(function (one) { return one.slice(0, 10) === day; })[0];
    var found = own ? own.split(" ")[1] : weeks.pop().split(" ")[weekday(day) + 1];
    return found === "?" ? null : (found.match(/\d+/g) || []).map(Number);
  }

  function filled(text, values) {
    return text.replace(/{(\w+)}/g, function (_, name) { return values[name]; });
  }

  function two(number) {
    return ("0" + number).slice(-2);
  }

  // A time, with its day where that is not today, and with its date where that is a week away.
  function time(say, today, day, minute) {
    var clock = two(Math.floor(minute / 60)) + (language === "en" ? ":" : ".") + two(minute % 60);
    if (day === today) return clock;
    var name = say.names.split(" ")[weekday(day)];
    if (day < after(today, 7)) return name + " " + clock;
    // Both written languages have the same months, and browsers may know but one of them.
    var month = new Intl.DateTimeFormat([language === "nn" ? "nb" : language, "nb"], { month: "long", timeZone: "UTC" });
    var values = { weekday: name, day: noon(day).getUTCDate(), month: month.format(noon(day)) };
    return filled(say.date, values) + " " + clock;
  }

  // What has no break at midnight closes when the last of it does.
  function closing(say, now, closes) {
    var day = now.day;
    for (var days = 1; closes === 1440 && days <= 7; days += 1) {
      var next = times(say, after(now.day, days));
      if (!next || next[0] !== 0) break;
      day = after(now.day, days);
      closes = next[1];
    }
    if (closes === 1440 && days > 7) return say.open;
    return filled(say.until, { time: time(say, now.day, day, closes) });
  }

  function opening(say, now) {
    for (var day = now.day; day <= say.last; day = after(day, 1)) {
      var found = times(say, day);
      // Perhaps it is open on a day of which nothing is known.
      if (!found) break;
      for (var at = 0; at < found.length; at += 2) {
        if (day === now.day && found[at] <= now.minute) continue;
        return filled(say.opens, { time: time(say, now.day, day, found[at]) });
      }
    }
    return say.closed;
  }

  function said(say, now) {
    var today = times(say, now.day);
    if (!today) return "";
    for (var at = 0; at < today.length; at += 2) {
      if (today[at] <= now.minute && now.minute < today[at + 1]) return closing(say, now, today[at + 1]);
    }
    return opening(say, now);
  }

  eachMinute(function () {
    var now = osloClock(new Date());
    boxes.forEach(function (box) {
      var text = said(box.dataset, now);
      if (box.textContent !== text) box.textContent = text;
    });
  });
})();
