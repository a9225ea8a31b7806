// What people type, and what they look for, as letters a-z: some type without æ, ø and å, or in the old way: aa, ae, oe.
function plain(text) {
  return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d").replace(/ŋ/g, "n").replace(/ŧ/g, "t")
    .replace(/aa/g, "a").replace(/ae|æ/g, "a").replace(/oe|ø/g, "o").replace(/[^a-z0-9]+/g, " ").trim();
}
