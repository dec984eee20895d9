// One question a screen. What is answered is kept on this device first, then sent: it works with the page already open
// and the signal gone. Without this script the same forms go straight to the server.

import { keep, kept } from "../../foundation/offline/queue.js";

const account = document.querySelector('meta[name="fivestar-account"]')?.content || "";
const asks = document.querySelector("[data-asks]");
const forms = [...asks.querySelectorAll("form[data-ask]")];
const total = forms.length;
let pressed = null;
let inSight = { form: null, since: 0, seconds: 0 };

function open() {
  return forms.filter((form) => !form.hasAttribute("data-done"));
}

/** Seconds a question was in sight: what it costs is measured, not guessed. A phone put away does not count. */
function clock() {
  const now = performance.now();
  if (document.visibilityState === "visible") inSight.seconds += (now - inSight.since) / 1000;
  inSight.since = now;
  return Math.round(inSight.seconds);
}

function show(wanted) {
  const left = open();
  const now = left.includes(wanted) ? wanted : left[0];
  for (const form of forms) form.closest("[data-question]").classList.toggle("is-now", form === now);
  inSight = { form: now, since: performance.now(), seconds: 0 };
  const done = asks.querySelector("[data-all-done]");
  if (done) done.hidden = left.length > 0;
  if (!now) {
    done?.setAttribute("tabindex", "-1");
    done?.focus();
    return;
  }
  now.querySelector("[data-progress]").textContent = total > 1 ? `${total - left.length + 1} / ${total} ·` : "";
  if (total > left.length) now.querySelector("input[name=value], button").focus();
}

/** Why the written value cannot be taken, as far as this device can tell; the server judges again. */
function faultIn(form, value) {
  const field = form.querySelector("input[name=value]");
  if (!field || form.dataset.low === undefined) return "";
  const plain = value.normalize("NFKC").trim();
  if (!/^[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?$/.test(plain)) return field.dataset.notANumber;
  const number = Number(plain.replace(/,/g, ""));
  return number < Number(form.dataset.low) || number > Number(form.dataset.high) ? field.dataset.outOfRange : "";
}

function say(form, fault) {
  const line = form.querySelector("[data-fault]");
  line.hidden = !fault;
  line.textContent = fault;
}

async function answer(form) {
  const data = new FormData(form);
  const value = pressed?.form === form && pressed.name === "value" ? pressed.value : String(data.get("value") ?? "");
  const fault = faultIn(form, value);
  say(form, fault);
  if (fault) return;
  const seen = data.get("seen");
  const told = {
    branch: form.dataset.branch,
    fact: form.dataset.fact,
    period: data.get("period"),
    value,
    seen: seen === "" ? null : Number(seen),
    reason: String(data.get("reason") ?? ""),
    answered_at: new Date().toISOString(),
    form_seconds: inSight.form === form ? clock() : null,
  };
  await keep({
    client_id: data.get("client_id"),
    account,
    told,
    value,
    answered_at: told.answered_at,
    label: form.dataset.label,
    url: form.getAttribute("action"),
    state: "waiting",
  });
  form.setAttribute("data-done", "");
  show(null);
  document.dispatchEvent(new CustomEvent("queue:send"));
}

/** A tap against a question, without signal: kept like an answer, under its number, and sent to where contests go. */
async function keepTap(against, tapped) {
  const form = against.closest("[data-question]").querySelector("[data-ask]");
  const data = new FormData(form);
  await keep({
    client_id: data.get("client_id"),
    account,
    sync: against.dataset.sync,
    told: { branch: form.dataset.branch, fact: form.dataset.fact, period: data.get("period"), kind: tapped.value },
    value: tapped.textContent.trim(),
    answered_at: new Date().toISOString(),
    label: form.dataset.label,
    url: form.getAttribute("action"),
    state: "waiting",
  });
  form.setAttribute("data-done", "");
  show(null);
}

/** The question an address names: #q-fact-period. */
function wanted() {
  const section = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  return section ? section.querySelector("[data-ask]") : null;
}

async function start() {
  const waiting = (await kept()).filter((one) => one.state === "waiting" && one.account === account);
  for (const form of forms) {
    const period = form.querySelector("[name=period]").value;
    const isKept = ({ told }) =>
      told.branch === form.dataset.branch && told.fact === form.dataset.fact && told.period === period;
    if (waiting.some(isKept)) form.setAttribute("data-done", "");
  }
  asks.addEventListener("click", (event) => {
    pressed = event.target.closest("button");
  });
  asks.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("[data-against]") && !navigator.onLine) {
      event.preventDefault();
      keepTap(form, event.submitter).catch(() => HTMLFormElement.prototype.submit.call(form));
    }
    if (!form.matches("[data-ask]")) return;
    event.preventDefault();
    answer(form).catch(() => {
      // The device cannot keep anything (full, or a private window): the form goes to the server as it would without us.
      const sent = document.createElement("input");
      if (pressed?.name === "value") form.append(Object.assign(sent, { type: "hidden", name: "value", value: pressed.value }));
      HTMLFormElement.prototype.submit.call(form);
    });
  });
  // What was counted up to now was in sight; what comes while the phone lies face down is not.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") inSight.since = performance.now();
    else inSight.seconds += (performance.now() - inSight.since) / 1000;
  });
  asks.classList.add("is-stepping");
  show(wanted());
}

if (account && forms.length && window.indexedDB) start().catch(() => asks.classList.remove("is-stepping"));
