// Review by keys, and files that are dropped.
"use strict";
const doubts = () => [...document.querySelectorAll(".doubt")];
let at = -1;
const go = (to) => {
  const all = doubts();
  if (!all.length) return;
  at = Math.max(0, Math.min(all.length - 1, to));
  for (const doubt of all) doubt.classList.toggle("current", doubt === all[at]);
  all[at].focus();
  all[at].scrollIntoView({ block: "nearest" });
};
document.addEventListener("focusin", (event) => {
  const doubt = event.target.closest(".doubt");
  if (doubt) at = doubts().indexOf(doubt);
});
const press = (selector) => {
  const button = doubts()[at]?.querySelector(selector);
  if (button) button.click();
};
const keys = {
  j: () => go(at + 1),
  k: () => go(at - 1),
  y: () => press('button[value="confirm"], button[value="merge"]'),
  x: () => press('button[value="reject"], button[value="apart"]'),
  o: () => press(".words"),
  e: () => {
    const details = doubts()[at]?.querySelector("details");
    if (!details) return;
    details.open = true;
    details.querySelector("select").focus();
  },
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const act = keys[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});
document.body.addEventListener("htmx:responseError", (event) => {
  const told = document.createElement("p");
  told.className = "status overdue";
  told.setAttribute("role", "alert");
  const page = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
  told.textContent = page.querySelector(".standfirst")?.textContent ?? "That didn’t work; load the page again.";
  event.detail.target.append(told);
});
const drop = document.querySelector(".drop");
if (drop) {
  for (const kind of ["dragover", "dragleave", "drop"]) {
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.toggle("over", kind === "dragover");
      if (kind !== "drop" || !event.dataTransfer.files.length) return;
      drop.querySelector('input[type="file"]').files = event.dataTransfer.files;
      drop.requestSubmit();
    });
  }
}
