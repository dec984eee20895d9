// A link to one task (`#R019`) unfolds it, and on a phone turns to its scheme first.

function showTarget() {
  const task = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!task?.matches(".task")) return;
  const chart = task.closest(".chart");
  const scheme = task.closest(".chart-cell--urban") ? "urban" : "rural";
  chart.classList.toggle("chart--rural", scheme === "rural");
  chart.classList.toggle("chart--urban", scheme === "urban");
  for (const tab of chart.querySelectorAll(".chart-tabs a")) {
    if (tab.dataset.scheme === scheme) tab.setAttribute("aria-current", "true");
    else tab.removeAttribute("aria-current");
  }
  task.open = true;
  task.scrollIntoView({ block: "center" });
}

window.addEventListener("hashchange", showTarget);
showTarget();
