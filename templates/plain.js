// What people type, and what they look for, as letters without marks: some type without æ, ø and å, or in the old way: aa,
// ae, oe. Other alphabets keep theirs.
function plain(text) {
  return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d").replace(/ŋ/g, "n").replace(/ŧ/g, "t")
    .replace(/aa/g, "a").replace(/ae|æ/g, "a").replace(/oe|ø/g, "o").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}
