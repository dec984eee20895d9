// A judge's sheet without signal: a score goes into the device's one queue, which keeps, sends and tells of it.
// Without this script the same forms go straight to the server.

import { keep, kept } from "../foundation/offline/queue.js";

const account = document.querySelector('meta[name="fivestar-account"]')?.content || "";
const sheet = document.querySelector("[data-score-sheet]");

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

/** The next score of this stop stands for the one just made. */
function turnOver(form, clientId) {
  form.elements.namedItem("replaces").value = clientId;
  form.elements.namedItem("client_id").value = newId();
}

function pointsOf(form) {
  return [...form.querySelectorAll('input[name="points"]')];
}

async function score(form) {
  const points = pointsOf(form).map((field) => Number(field.value));
  const data = new FormData(form);
  const clientId = data.get("client_id");
  await keep({
    client_id: clientId,
    account,
    sync: sheet.dataset.sync,
    told: { position: Number(form.dataset.position), points, replaces: data.get("replaces") || null },
    value: points.join(" · "),
    answered_at: new Date().toISOString(),
    label: form.dataset.label,
    url: `${location.pathname}#${form.id}`,
    state: "waiting",
  });
  form.dataset.kept = clientId;
  turnOver(form, clientId);
  document.dispatchEvent(new CustomEvent("queue:send"));
}

/** How many stops have no score yet, kept or sent. */
function tellLeft() {
  const line = sheet.querySelector("[data-left-words]");
  const left = sheet.querySelectorAll("form[data-score]:not([data-scored])").length;
  const words = left ? sheet.dataset.left.replace("{n}", String(left)) : sheet.dataset.noneLeft;
  if (line && line.textContent !== words) line.textContent = words;
}

/** Beside each form, how far its last score got. */
async function show() {
  const there = new Map((await kept()).map((one) => [one.client_id, one]));
  for (const form of sheet.querySelectorAll("form[data-score][data-kept]")) {
    const one = there.get(form.dataset.kept);
    if (!one) say(form, sheet.dataset.sent);
    else say(form, one.state === "refused" ? one.message : sheet.dataset.waiting);
    form.toggleAttribute("data-scored", one?.state !== "refused");
  }
  tellLeft();
}

/** A sheet opened again while scores of it still wait shows what was given, not what the server knows of it. */
async function bringBack() {
  const mine = (await kept()).filter((one) => one.account === account && one.sync === sheet.dataset.sync && one.state === "waiting");
  for (const { client_id: clientId, told } of mine) {
    const form = sheet.querySelector(`#s${told.position}`);
    if (!form) continue;
    pointsOf(form).forEach((field, index) => {
      field.value = told.points[index];
    });
    form.dataset.kept = clientId;
    turnOver(form, clientId);
  }
  await show();
}

function start() {
  sheet.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-score]")) return;
    event.preventDefault();
    // The device cannot keep anything (full, or a private window): the form goes to the server as it would without us.
    score(form).catch(() => HTMLFormElement.prototype.submit.call(form));
  });
  document.addEventListener("queue:changed", () => show());
  bringBack().catch(() => {});
}

if (sheet && account && window.indexedDB) start();
