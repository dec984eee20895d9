// Enhances the wall: hover card, arrow keys among the cells, the time slider. All of it works on without this file.

const HOVER_DELAY_MS = 140;
const SCREEN_REFRESH_MS = 5 * 60 * 1000; // a screen on a wall shows what was confirmed since
const cards = new Map();
let timer;
let owner = null;

const card = () => document.getElementById("hover");

function hide() {
  clearTimeout(timer);
  const box = card();
  if (box) box.hidden = true;
  if (owner) owner.removeAttribute("aria-describedby");
  owner = null;
}

function place(cell) {
  const box = card();
  const at = cell.getBoundingClientRect();
  const width = box.offsetWidth;
  const height = box.offsetHeight;
  const frame = box.offsetParent.getBoundingClientRect();
  const left = Math.max(8, Math.min(at.left + at.width / 2 - width / 2, document.documentElement.clientWidth - width - 12));
  const isAbove = at.bottom + height + 16 > innerHeight && at.top > height + 16;
  const top = isAbove ? at.top - height - 8 : at.bottom + 8;
  box.style.left = `${left - frame.left}px`;
  box.style.top = `${top - frame.top}px`;
}

function words(tag, className, text) {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

async function fill(cell) {
  const box = card();
  // The cell leads to the dossier or to the page for villagers below it; the card lies beside the dossier.
  const address = `${cell.pathname.match(/^.*\/b\/[^/]+\//)[0]}card/`;
  if (cards.has(address)) {
    box.replaceChildren(cards.get(address).cloneNode(true));
    return;
  }
  box.replaceChildren(
    words("p", "hover__head", cell.getAttribute("aria-label")),
    words("div", "skeleton", ""),
    words("div", "skeleton", ""),
  );
  try {
    const answer = await fetch(address, { headers: { "HX-Request": "true" } });
    if (!answer.ok) throw new Error(String(answer.status));
    const holder = document.createElement("template");
    holder.innerHTML = await answer.text();
    cards.set(address, holder.content);
    if (owner === cell) box.replaceChildren(holder.content.cloneNode(true));
  } catch {
    if (owner !== cell) return;
    box.replaceChildren(
      words("p", "hover__head", cell.getAttribute("aria-label")),
      words("p", "soft", box.dataset.failed),
    );
  }
}

function show(cell) {
  if (owner === cell) return;
  hide();
  owner = cell;
  timer = setTimeout(async () => {
    const box = card();
    box.hidden = false;
    cell.setAttribute("aria-describedby", "hover");
    const filling = fill(cell);
    place(cell);
    await filling;
    if (owner === cell) place(cell);
  }, HOVER_DELAY_MS);
}

// One tab stop per township; arrows walk the cells, Home and End reach its ends.
function rove() {
  for (const block of document.querySelectorAll(".cells")) {
    block.querySelectorAll(".cell").forEach((cell, index) => {
      cell.tabIndex = index === 0 ? 0 : -1;
      cell.removeAttribute("title");
    });
  }
}

function step(cell, key) {
  const all = [...cell.parentElement.children];
  const index = all.indexOf(cell);
  const perRow = Math.max(1, all.filter((other) => other.offsetTop === all[0].offsetTop).length);
  const moves = { ArrowRight: index + 1, ArrowLeft: index - 1, ArrowDown: index + perRow, ArrowUp: index - perRow };
  if (key === "Home") return all[0];
  if (key === "End") return all[all.length - 1];
  return all[moves[key]];
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") return hide();
  const cell = event.target.closest?.(".cells .cell");
  if (!cell || !/^(Arrow|Home|End)/.test(event.key)) return undefined;
  event.preventDefault();
  const next = step(cell, event.key);
  if (!next) return undefined;
  cell.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
  return undefined;
});

document.addEventListener("pointerover", (event) => {
  if (event.pointerType === "touch") return;
  const cell = event.target.closest(".cells .cell");
  if (cell) show(cell);
  else if (owner && !event.target.closest("#hover")) hide();
});
document.addEventListener("focusin", (event) => {
  const cell = event.target.closest(".cells .cell");
  if (cell) show(cell);
  else hide();
});
document.addEventListener("scroll", hide, { passive: true });

// The slider writes the date field; letting go sends the form.
function dayOf(ordinal) {
  const date = new Date(0);
  date.setUTCFullYear(1, 0, 1);
  date.setUTCDate(date.getUTCDate() + Number(ordinal) - 1);
  return date.toISOString().slice(0, 10);
}

document.addEventListener("input", (event) => {
  if (!event.target.matches("[data-slide]")) return;
  event.target.form.elements.on.value = dayOf(event.target.value);
  event.target.setAttribute("aria-valuetext", dayOf(event.target.value));
});

document.addEventListener("htmx:afterSwap", () => {
  hide();
  cards.clear();
  rove();
});
rove();
if (document.body.classList.contains("screen")) setInterval(() => navigator.onLine && location.reload(), SCREEN_REFRESH_MS);
