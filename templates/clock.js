// What the clock on the wall says in Norway, whatever zone the reader's own clock is set to.
// Returns the date (2026-02-17) and the minutes after midnight by that clock (15.30 is 930).
function osloClock(moment) {
  var parts = {};
  new Intl.DateTimeFormat("en-GB", {
    timeZone: "Europe/Oslo", calendar: "gregory", numberingSystem: "latn", hourCycle: "h23",
    year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit"
  }).formatToParts(moment).forEach(function (part) { parts[part.type] = part.value; });
  return { day: parts.year + "-" + parts.month + "-" + parts.day, minute: parts.hour * 60 + +parts.minute };
}
