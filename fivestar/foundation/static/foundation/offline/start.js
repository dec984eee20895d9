// On every page: says what is kept on this device, sends it when it can, and keeps the shell for days without signal.

import { forget, kept } from "./queue.js";
import { send } from "./sending.js";

const AGAIN_MS = 30_000;
const bar = document.querySelector("[data-queue]");
const account = document.querySelector('meta[name="fivestar-account"]')?.content || "";
let last = { state: "empty", conflicts: [] };
let conflict = "";
let isSending = false;
let isAskedAgain = false;

function words(key, count) {
  return bar.dataset[key].replace("{n}", String(count));
}

function wordsFor(waiting) {
  if (!navigator.onLine || last.state === "no-line") return words("noLine", waiting.length);
  if (last.state === "sign-in") return words("signIn", waiting.length);
  if (account && waiting.every((one) => one.account !== account)) return words("other", waiting.length);
  return words("sending", waiting.length);
}

/** Where the device keeps nothing (a private window, a full disk) there is nothing to say: forms go straight to the server. */
async function keptHere() {
  try {
    return await kept();
  } catch {
    return [];
  }
}

async function show() {
  const answers = await keptHere();
  const waiting = answers.filter((one) => one.state === "waiting");
  // What was refused is shown only to the account it belongs to: a phone may be shared.
  const refused = answers.filter((one) => one.state === "refused" && one.account === account);
  bar.hidden = !waiting.length && !refused.length && !conflict && last.state !== "sent";
  bar.dataset.count = String(waiting.length);
  document.documentElement.classList.toggle("has-queue", !bar.hidden);
  const said = waiting.length ? wordsFor(waiting) : last.state === "sent" ? bar.dataset.sent : "";
  const line = bar.querySelector("[data-queue-words]");
  if (line.textContent !== said) line.textContent = said;
  bar.querySelector("[data-queue-sign-in]").hidden = !(waiting.length && last.state === "sign-in" && navigator.onLine);
  const choose = bar.querySelector("[data-queue-conflict]");
  choose.hidden = !conflict;
  if (conflict) choose.href = conflict;
  showRefused(refused);
}

function showRefused(refused) {
  const list = bar.querySelector("[data-queue-refused]");
  list.hidden = !refused.length;
  list.replaceChildren(
    ...refused.map((one) => {
      const item = bar.querySelector("template").content.firstElementChild.cloneNode(true);
      item.querySelector("[data-what]").textContent = `${one.label} · ${one.value} · ${one.message}`;
      item.querySelector("a").href = one.url;
      item.querySelector("button").addEventListener("click", () => forget(one.client_id));
      return item;
    }),
  );
}

async function sendAll() {
  if (isSending) {
    isAskedAgain = true;
    return;
  }
  isSending = true;
  try {
    do {
      isAskedAgain = false;
      const result = await send({ session: bar.dataset.session, sync: bar.dataset.sync });
      if (result.state !== "empty" || last.state !== "sent") last = result;
      if (result.conflicts.length) [conflict] = result.conflicts;
      if (result.state === "sent") document.dispatchEvent(new Event("queue:sent"));
    } while (isAskedAgain);
  } catch {
    last = { state: "later", conflicts: [] };
  } finally {
    isSending = false;
  }
  await show();
}

function start() {
  document.addEventListener("queue:changed", () => show());
  document.addEventListener("queue:send", () => sendAll());
  window.addEventListener("online", () => sendAll());
  window.addEventListener("offline", () => show());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && sendAll());
  setInterval(() => bar.dataset.count !== "0" && navigator.onLine && sendAll(), AGAIN_MS);
  show().then(sendAll);
  if (account && "serviceWorker" in navigator) navigator.serviceWorker.register(bar.dataset.worker).catch(() => {});
}

if (bar && window.indexedDB) start();
