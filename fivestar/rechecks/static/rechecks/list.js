// A work group's list without signal.

import { keepForms, say } from "../foundation/offline/sheet.js";

const list = document.querySelector("[data-recheck-list]");

function read(form) {
  const data = new FormData(form);
  const verdict = data.get("verdict");
  const note = String(data.get("note")).trim();
  if (verdict !== "holds" && !note) {
    say(form, list.dataset.why);
    form.elements.namedItem("note").focus();
    return null;
  }
  return {
    told: { position: Number(form.dataset.position), verdict, note },
    value: form.querySelector("input[name=verdict]:checked + span").textContent,
  };
}

function fill({ position, verdict, note }) {
  const form = list.querySelector(`#p${position}`);
  if (!form) return null;
  form.querySelector(`input[name=verdict][value=${verdict}]`).checked = true;
  form.elements.namedItem("note").value = note;
  return form;
}

/** What the server has is no longer the one thing to press. */
function shown(form, one) {
  if (!one) form.querySelector("button").classList.remove("btn-main");
}

keepForms(list, { forms: "form[data-recheck]", read, fill, shown });
