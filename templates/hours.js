// Says whether it is open now, beside the hours that the page has printed. They say it without a script as well.
// What it reads, outputs/hours.py has written: weeks by the day they begin, days that differ, and the words.
(function () {
  "use strict";
  var places = Array.prototype.map.call(document.querySelectorAll("[data-hours]"), function (box) {
    return { box: box, hours: JSON.parse(box.dataset.hours) };
  });
  if (!places.length) return;

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
  function times(hours, day) {
    if (day < hours.weeks[0][0] || day > hours.last) return null;
    if (day in hours.days) return hours.days[day];
    var week = hours.weeks.filter(function (one) { return one[0] <= day; }).pop();
    return week[1][weekday(day)];
  }

  function filled(text, values) {
    return text.replace(/{(\w+)}/g, function (_, name) { return values[name]; });
  }

  function two(number) {
    return ("0" + number).slice(-2);
  }

  // A time, with its day where that is not today, and with its date where that is a week away.
  function time(say, today, day, minute) {
    var clock = two(Math.floor(minute / 60)) + say.separator + two(minute % 60);
    if (day === today) return clock;
    var name = say.weekdays.split(" ")[weekday(day)];
    if (day >= after(today, 7)) {
      var month = say.months.split(" ")[noon(day).getUTCMonth()];
      name = filled(say.date, { weekday: name, day: noon(day).getUTCDate(), month: month });
    }
    return filled(say.day, { day: name, time: clock });
  }

  // What has no break at midnight closes when the last of it does.
  function closing(hours, now, closes) {
    var day = now.day;
    for (var days = 1; closes === 1440 && days <= 7; days += 1) {
      var next = times(hours, after(now.day, days));
      if (!next || next[0] !== 0) break;
      day = after(now.day, days);
      closes = next[1];
    }
    if (closes === 1440 && days > 7) return hours.say.open;
    return filled(hours.say.until, { time: time(hours.say, now.day, day, closes) });
  }

  function opening(hours, now) {
    for (var day = now.day; day <= hours.last; day = after(day, 1)) {
      var found = times(hours, day);
      // Perhaps it is open on a day of which nothing is known.
      if (!found) break;
      for (var at = 0; at < found.length; at += 2) {
        if (day === now.day && found[at] <= now.minute) continue;
        return filled(hours.say.opens, { time: time(hours.say, now.day, day, found[at]) });
      }
    }
    return hours.say.closed;
  }

  function said(hours, now) {
    var today = times(hours, now.day);
    if (!today) return "";
    for (var at = 0; at < today.length; at += 2) {
      if (today[at] <= now.minute && now.minute < today[at + 1]) return closing(hours, now, today[at + 1]);
    }
    return opening(hours, now);
  }

  function tell() {
    var now = osloClock(new Date());
    places.forEach(function (one) {
      var text = said(one.hours, now);
      if (one.box.textContent !== text) one.box.textContent = text;
    });
  }

  function tick() {
    tell();
    setTimeout(tick, 60000 - Date.now() % 60000);
  }

  tick();
  // A page that nobody looked at may have slept.
  document.addEventListener("visibilitychange", tell);
})();
