// Narrows the list to what has every word that is written.
(() => {
  const box = document.getElementById("ord"), count = document.getElementById("antall");
  const rows = [...document.getElementById("alle").children].map((row) => [row, `${row.textContent} ${row.dataset.words}`.toLowerCase()]);
  const narrow = () => {
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const [row, text] of rows) {
      row.hidden = !words.every((word) => text.includes(word));
      shown += !row.hidden;
    }
    count.hidden = !words.length;
    count.textContent = `${shown} treff`;
  };
  box.parentElement.hidden = false;
  document.querySelector(".plain").hidden = true;
  box.addEventListener("input", narrow);
  narrow();
})();
