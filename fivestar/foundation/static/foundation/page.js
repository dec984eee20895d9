// What every page gains when JavaScript runs: offline words, closing menus, copy buttons, calm handling of a lost line.

const root = document.documentElement;
root.classList.add("has-js");

function showLine() {
  root.classList.toggle("is-offline", !navigator.onLine);
  const words = document.querySelector(".offline__words");
  if (words) words.hidden = navigator.onLine;
}

window.addEventListener("online", showLine);
window.addEventListener("offline", showLine);
showLine();

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector(".menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

document.addEventListener("click", async (event) => {
  for (const open of document.querySelectorAll(".menu[open]")) {
    if (!open.contains(event.target)) open.open = false;
  }
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const source = document.getElementById(button.dataset.copy);
  const said = button.querySelector("[data-copied]");
  try {
    await navigator.clipboard.writeText(source.textContent.trim());
    if (said) said.textContent = said.dataset.copied;
  } catch {
    const range = document.createRange();
    range.selectNodeContents(source);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  }
});

// A slow line invites a second tap: a form that is on its way is not sent again. A courtesy only: that nothing is
// recorded twice, also without scripts, is what `foundation/once.py` holds.
// Whoever prevents the sending itself (htmx, the queue of this device) sees to that himself.
const ON_ITS_WAY_MS = 10_000;
let onTheirWay = new WeakMap();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  const since = onTheirWay.get(form);
  if (since !== undefined && event.timeStamp - since < ON_ITS_WAY_MS) event.preventDefault();
  else onTheirWay.set(form, event.timeStamp);
});

window.addEventListener("pageshow", () => {
  onTheirWay = new WeakMap();
});

// A fragment that does not arrive says so where it was asked for, and the page that is there stays readable.
for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(failure, (event) => {
    const notice = document.querySelector("[data-line-failed]");
    if (notice) notice.hidden = false;
    event.target.classList?.remove("htmx-request");
  });
}

document.addEventListener("htmx:beforeRequest", () => {
  const notice = document.querySelector("[data-line-failed]");
  if (notice) notice.hidden = true;
});
