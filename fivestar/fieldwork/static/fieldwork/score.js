// A judge's sheet without signal.

import { keepForms } from "../foundation/offline/sheet.js";

const sheet = document.querySelector("[data-score-sheet]");

function pointsOf(form) {
  return [...form.querySelectorAll('input[name="points"]')];
}

function read(form) {
  const points = pointsOf(form).map((field) => Number(field.value));
  return { told: { position: Number(form.dataset.position), points }, value: points.join(" · ") };
}

function fill({ position, points }) {
  const form = sheet.querySelector(`#s${position}`);
  if (form) pointsOf(form).forEach((field, index) => (field.value = points[index]));
  return form;
}

/** How many stops have no score yet, kept or sent. */
function tellLeft() {
  const line = sheet.querySelector("[data-left-words]");
  const left = sheet.querySelectorAll("form[data-score]:not([data-scored])").length;
  const words = left ? sheet.dataset.left.replace("{n}", String(left)) : sheet.dataset.noneLeft;
  if (line && line.textContent !== words) line.textContent = words;
}

function shown(form, one) {
  form.toggleAttribute("data-scored", one?.state !== "refused");
  tellLeft();
}

keepForms(sheet, { forms: "form[data-score]", read, fill, shown });
