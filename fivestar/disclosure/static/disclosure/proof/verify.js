// The page that checks a printed sheet: a code behind the address, through the camera or from a picture.

import { judged } from "./judging.js";
import { forget, known, refreshed } from "./known.js";
import { held, keptLines, moment, refused, words } from "./showing.js";

const box = document.querySelector("[data-verify]");
const find = (name) => box.querySelector(`[data-${name}]`);
const { addresses } = JSON.parse(document.getElementById("verify-words").textContent);
const MOST_WAIT_MS = 8000; // for what is new, before a sheet is judged by what is kept
let scan = null;
let decoder = null;
let learned = null;

function say(text) {
  find("said").textContent = text;
}

function showKept() {
  const now = known();
  const head = now.heads.at(-1);
  const lines = [head ? words("ready", { size: head.size, at: moment(head.at) }) : words("not-ready")];
  if (now.hasNewKey) lines.push(words("new-key"));
  find("ready").textContent = lines.join(" ");
  find("ready").classList.toggle("bad", !head);
  find("kept").replaceChildren(...keptLines(now));
  if (now.turned) say(words("turned"));
}

/** A sheet is never refused because its key was still on the way here, nor where no key was ever learnt. */
async function show(text) {
  await Promise.race([learned, new Promise((go) => setTimeout(go, MOST_WAIT_MS))]);
  if (!Object.keys(known().keys).length) {
    say(words("not-ready"));
    return;
  }
  const begun = performance.now();
  const found = await judged(text, known(), addresses);
  const took = Math.max(1, Math.round(performance.now() - begun));
  const place = find("result");
  place.replaceChildren(...(found.holds ? held(found, known(), addresses.notice) : refused(found)));
  const last = document.createElement("p");
  last.className = "soft small";
  last.textContent = words("took", { ms: took });
  place.append(last);
  place.classList.toggle("verify__result--not", !found.holds);
  place.dataset.ms = String(took);
  place.dataset.holds = found.holds ? "yes" : found.why;
  place.hidden = false;
  say("");
  place.focus();
}

/** Fetched once, when it is needed or the telephone has time for it. */
function decoding() {
  decoder ??= import("./decoding.js").then(async (module) => {
    await module.prepare(box.dataset.decoder);
    return module;
  });
  decoder.catch(() => (decoder = null));
  return decoder;
}

async function takePicture(file) {
  say(words("looking"));
  try {
    const text = await (await decoding()).inPicture(file);
    if (text) await show(text);
    else say(words("no-code"));
  } catch {
    say(words("no-picture"));
  }
}

async function look() {
  const mine = { isStopped: false };
  scan = mine;
  find("view").hidden = false;
  say(words("looking"));
  try {
    const text = await (await decoding()).throughCamera(find("view").querySelector("video"), () => mine.isStopped);
    say("");
    if (text) await show(text);
  } catch {
    say(words("no-camera"));
  } finally {
    find("view").hidden = true;
  }
}

async function learn() {
  try {
    if (!navigator.onLine) throw new Error("no line");
    await refreshed(addresses);
  } catch (error) {
    if (error.status === 404) say(words("empty"));
    else if (known().heads.length) say(words("offline"));
  }
  showKept();
}

async function keepPage() {
  if (!("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register(addresses.worker);
    await navigator.serviceWorker.ready;
    box.dataset.kept = "yes";
  } catch {
    // then it works with a line alone, and says so below
  }
}

function start() {
  document.querySelector("[data-old]").hidden = true;
  box.hidden = false;
  find("camera").hidden = !navigator.mediaDevices?.getUserMedia;
  find("why").hidden = find("camera").hidden;
  find("camera").addEventListener("click", look);
  find("stop").addEventListener("click", () => scan && (scan.isStopped = true));
  find("picture").addEventListener("change", (event) => {
    const [file] = event.target.files;
    if (file) takePicture(file);
    event.target.value = "";
  });
  find("forget").addEventListener("click", () => {
    forget();
    learned = learn();
  });
  const behind = () => location.hash.length > 1 && show(location.hash);
  window.addEventListener("hashchange", behind);
  showKept();
  keepPage();
  learned = learn();
  behind();
}

if (window.crypto?.subtle && window.WebAssembly && box) start();
