// The reader's page: what belongs together lights up together; n and p step through the words of what is shown.
"use strict";
const reader = document.getElementById("reader");
const pieces = [...reader.querySelectorAll(".piece")];
const notes = [...reader.querySelectorAll(".notes li")];
const light = (ids) => {
  for (const piece of pieces) piece.classList.toggle("lit", piece.dataset.ids.split(" ").some((id) => ids.has(id)));
  for (const note of notes) note.classList.toggle("lit", ids.has(note.dataset.id));
};
const of = (target) => {
  const piece = target.closest(".piece");
  const note = target.closest(".notes li");
  return new Set(piece ? piece.dataset.ids.split(" ") : note ? [note.dataset.id] : []);
};
for (const begin of ["pointerover", "focusin"]) reader.addEventListener(begin, (event) => light(of(event.target)));
for (const end of ["pointerleave", "focusout"]) reader.addEventListener(end, () => light(new Set()));
for (const box of reader.querySelectorAll(".layers input")) {
  box.checked = localStorage.getItem(box.id) !== "off";
  box.addEventListener("change", () => localStorage.setItem(box.id, box.checked ? "on" : "off"));
}
const mine = pieces.filter((piece) => piece.classList.contains("mine"));
let at = Math.max(0, mine.findIndex((piece) => piece.id === "shown"));
document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey || !mine.length) return;
  if (event.key !== "n" && event.key !== "p") return;
  at = (at + (event.key === "n" ? 1 : mine.length - 1)) % mine.length;
  for (const piece of mine) piece.classList.toggle("at", piece === mine[at]);
  mine[at].focus();
  mine[at].scrollIntoView({ block: "center" });
});
