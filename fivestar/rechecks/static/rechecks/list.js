// A work group's list without signal: a finding goes into the device's one queue, which keeps, sends and tells of it.
// Without this script the same forms go straight to the server.

import { keep, kept } from "../foundation/offline/queue.js";

const account = document.querySelector('meta[name="fivestar-account"]')?.content || "";
const list = document.querySelector("[data-recheck-list]");

/** A random UUID (version 4); `crypto.randomUUID` is not there in older browsers nor without https. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function say(form, words) {
  const line = form.querySelector("[data-said]");
  if (line.textContent !== words) line.textContent = words;
}

/** The next finding of this pair stands for the one just made. */
function turnOver(form, clientId) {
  form.elements.namedItem("replaces").value = clientId;
  form.elements.namedItem("client_id").value = newId();
}

async function find(form) {
  const data = new FormData(form);
  const verdict = data.get("verdict");
  const note = String(data.get("note")).trim();
  if (verdict !== "holds" && !note) {
    say(form, list.dataset.why);
    form.elements.namedItem("note").focus();
    return;
  }
  const clientId = data.get("client_id");
  await keep({
    client_id: clientId,
    account,
    sync: list.dataset.sync,
    told: { position: Number(form.dataset.position), verdict, note, replaces: data.get("replaces") || null },
    value: form.querySelector("input[name=verdict]:checked + span").textContent,
    answered_at: new Date().toISOString(),
    label: form.dataset.label,
    url: `${location.pathname}#${form.id}`,
    state: "waiting",
  });
  form.dataset.kept = clientId;
  turnOver(form, clientId);
  document.dispatchEvent(new CustomEvent("queue:send"));
}

/** Beside each form, how far its last finding got. */
async function show() {
  const there = new Map((await kept()).map((one) => [one.client_id, one]));
  for (const form of list.querySelectorAll("form[data-recheck][data-kept]")) {
    const one = there.get(form.dataset.kept);
    if (!one) {
      say(form, list.dataset.sent);
      form.querySelector("button").classList.remove("btn-main");
    } else say(form, one.state === "refused" ? one.message : list.dataset.waiting);
  }
}

/** A list opened again while findings of it still wait shows what was found, not what the server knows of it. */
async function bringBack() {
  const mine = (await kept()).filter((one) => one.account === account && one.sync === list.dataset.sync && one.state === "waiting");
  for (const { client_id: clientId, told } of mine) {
    const form = list.querySelector(`#p${told.position}`);
    if (!form) continue;
    form.querySelector(`input[name=verdict][value=${told.verdict}]`).checked = true;
    form.elements.namedItem("note").value = told.note;
    form.dataset.kept = clientId;
    turnOver(form, clientId);
  }
  await show();
}

function start() {
  list.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-recheck]")) return;
    event.preventDefault();
    // The device cannot keep anything (full, or a private window): the form goes to the server as it would without us.
    find(form).catch(() => HTMLFormElement.prototype.submit.call(form));
  });
  document.addEventListener("queue:changed", () => show());
  bringBack().catch(() => {});
}

if (list && account && window.indexedDB) start();
