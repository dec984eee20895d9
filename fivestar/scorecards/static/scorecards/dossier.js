// Opens the star a link points into and marks the tab of the part that is being read.

function unfold() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  const folded = target.closest("details.star-tasks");
  if (folded && !folded.open) {
    folded.open = true;
    target.scrollIntoView();
  }
}

addEventListener("hashchange", unfold);
unfold();

const links = [...document.querySelectorAll('[data-tab], .dossier-tabs a')];
const parts = [...new Set(links.map((link) => document.querySelector(link.hash)).filter(Boolean))].sort((one, other) =>
  one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
);

function mark() {
  const line = innerHeight * 0.35;
  const here = parts.filter((part) => part.getBoundingClientRect().top <= line).pop() ?? parts[0];
  for (const link of links) {
    if (here && link.hash === `#${here.id}`) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

let waiting = false;
addEventListener(
  "scroll",
  () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      mark();
    });
  },
  { passive: true },
);
mark();
