// One key an item: j and k move, Enter confirms the item one stands on, r opens its return. Buttons do the same.

const items = () => [...document.querySelectorAll("[data-item]")];
const buttonOf = (item) => item.querySelector("[data-confirm]");
let place = -1;

function stand(index) {
  const all = items();
  if (!all.length) return;
  place = Math.max(0, Math.min(index, all.length - 1));
  buttonOf(all[place]).focus({ preventScroll: true });
  all[place].scrollIntoView({ block: "nearest" });
}

function here() {
  const item = document.activeElement?.closest("[data-item]");
  return item ? items().indexOf(item) : place;
}

function isWriting(target) {
  return target.closest("input:not([type=hidden]), textarea, select, [contenteditable]");
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const open = event.target.closest?.(".review-return[open]");
  if (event.key === "Escape" && open) {
    open.open = false;
    stand(here());
    return;
  }
  if (isWriting(event.target)) return;
  const index = here();
  if (event.key === "j") stand(index + 1);
  else if (event.key === "k") stand(index - 1);
  else if (event.key === "r" && items()[index]) {
    const details = items()[index].querySelector(".review-return");
    details.open = true;
    place = index;
    details.querySelector("[name=reason]").focus();
  } else return;
  event.preventDefault();
});

// What is done leaves the list; one stands on what has taken its place.
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target.closest("[data-item]")) place = items().indexOf(event.target.closest("[data-item]"));
});
document.addEventListener("htmx:afterSettle", () => {
  if (place >= 0) stand(place);
});
