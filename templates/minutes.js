// Calls it now, when each minute begins, and when somebody comes back to a page: nobody looked at it, so it may have slept.
function eachMinute(tell) {
  function tick() {
    tell();
    setTimeout(tick, 60000 - Date.now() % 60000);
  }
  tick();
  document.addEventListener("visibilitychange", tell);
  addEventListener("pageshow", tell);
}
