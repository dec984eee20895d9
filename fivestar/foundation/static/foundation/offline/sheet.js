// A page of several forms that is filled in without signal: each answer goes into the device's one queue, which keeps,
// sends and tells of it. Without it the same forms go straight to the server.

import { keep, kept } from "./queue.js";

const account = document.querySelector('meta[name="fivestar-account"]')?.content || "";

/** A random UUID (version 4); `crypto.randomUUID` is not there in older browsers nor without https. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** Words beside a form, in its line for them. */
export function say(form, words) {
  const line = form.querySelector("[data-said]");
  if (line.textContent !== words) line.textContent = words;
}

/** The next answer of this form stands for the one just given. */
function turnOver(form, clientId) {
  form.dataset.kept = clientId;
  form.elements.namedItem("replaces").value = clientId;
  form.elements.namedItem("client_id").value = newId();
}

/** Keeps what the forms of a page are sent with.
 *
 * page: around the forms, with `data-sync`, `data-waiting` and `data-sent`; null on another page. forms: their selector. Each
 * has `client_id`, `replaces`, `data-label`, an id and a line `data-said`. read(form): {told, value} of what it holds, or
 * null where that cannot be kept, having said why. fill(told): puts a kept answer back into its form and gives the form.
 * shown(form, one): how far its last answer got, after the words; `one` is undefined once the server has it. */
export function keepForms(page, { forms, read, fill, shown = () => {} }) {
  if (!page || !account || !window.indexedDB) return;
  const { sync } = page.dataset;

  async function take(form) {
    const given = read(form);
    if (!given) return;
    const data = new FormData(form);
    const clientId = data.get("client_id");
    await keep({
      client_id: clientId,
      account,
      sync,
      told: { ...given.told, replaces: data.get("replaces") || null },
      value: given.value,
      answered_at: new Date().toISOString(),
      label: form.dataset.label,
      url: `${location.pathname}#${form.id}`,
      state: "waiting",
    });
    turnOver(form, clientId);
    document.dispatchEvent(new CustomEvent("queue:send"));
  }

  async function show() {
    const there = new Map((await kept()).map((one) => [one.client_id, one]));
    for (const form of page.querySelectorAll(`${forms}[data-kept]`)) {
      const one = there.get(form.dataset.kept);
      if (!one) say(form, page.dataset.sent);
      else say(form, one.state === "refused" ? one.message : page.dataset.waiting);
      shown(form, one);
    }
  }

  /** A page opened again while answers of it still wait shows what was given, not what the server knows of it. */
  async function bringBack() {
    for (const one of await kept()) {
      if (one.account !== account || one.sync !== sync || one.state !== "waiting") continue;
      const form = fill(one.told);
      if (form) turnOver(form, one.client_id);
    }
    await show();
  }

  page.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches(forms)) return;
    event.preventDefault();
    // The device cannot keep anything (full, or a private window): the form goes to the server as it would without us.
    take(form).catch(() => HTMLFormElement.prototype.submit.call(form));
  });
  document.addEventListener("queue:changed", () => show());
  bringBack().catch(() => {});
}
