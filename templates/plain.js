// What people type, and what they look for, as letters a-z: some type without æ, ø and å, or in the old way: aa, ae, oe.
function plain(text) {
  return text.toLowerCase().replace(/aa|å/g, "a").replace(/ae|æ|ä/g, "a").replace(/oe|ø|ö/g, "o")
    .replace(/[^a-z0-9]+/g, " ").trim();
}
