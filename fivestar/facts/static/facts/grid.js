// The field of text as a grid: a block copied in a spreadsheet is pasted from the cell one stands on, as there.
// The field stays what is sent: every change is written back into it, so nothing else needs to know of the grid.

const FIXED = 3; // code, village, township: shown, never typed over

const form = document.querySelector("[data-grid]");
const field = form?.querySelector("textarea");

function read(text) {
  return text.replace(/\r\n?/g, "\n").split("\n").filter((line) => line.trim()).map((line) => line.split("\t"));
}

function block(text) {
  // A spreadsheet ends its block with a line break; lines in between may be empty cells.
  return text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n").map((line) => line.split("\t"));
}

function grid(rows) {
  const place = form.querySelector("[data-grid-place]");
  const said = form.querySelector("[data-grid-said]");
  const [head, ...body] = rows;
  const inputs = [];

  function write() {
    const lines = body.map((row, y) => [...row.slice(0, FIXED), ...inputs[y].map((input) => input.value.trim())]);
    field.value = [head, ...lines].map((line) => line.join("\t")).join("\n");
    const count = inputs.flat().filter((input) => input.value.trim()).length;
    said.textContent = said.dataset.gridWords.replace("{count}", count);
  }

  function cell(text, name) {
    const element = document.createElement(name);
    element.textContent = text;
    return element;
  }

  const table = document.createElement("table");
  table.className = "dense";
  const top = table.createTHead().insertRow();
  for (const [x, text] of head.entries()) {
    if (x === 0 || x === 2) continue; // the village's name says enough; its code is sent all the same
    const heading = cell(text, "th");
    heading.scope = "col";
    top.append(heading);
  }
  const lines = table.createTBody();
  for (const [y, row] of body.entries()) {
    const line = lines.insertRow();
    const name = cell(row[1] ?? "", "th");
    name.scope = "row";
    name.lang = "zh-CN";
    name.title = row[0];
    line.append(name);
    inputs.push([]);
    for (let x = FIXED; x < head.length; x += 1) {
      const input = document.createElement("input");
      input.value = row[x] ?? "";
      input.autocomplete = "off";
      input.ariaLabel = `${row[1]} ${head[x]}`;
      input.dataset.x = x - FIXED;
      input.dataset.y = y;
      line.insertCell().append(input);
      inputs[y].push(input);
    }
  }

  table.addEventListener("input", write);
  table.addEventListener("paste", (event) => {
    const pasted = block(event.clipboardData.getData("text/plain"));
    if (pasted.length === 1 && pasted[0].length === 1) return; // one value: as in any field
    event.preventDefault();
    const { x, y } = event.target.dataset;
    for (const [dy, line] of pasted.entries())
      for (const [dx, text] of line.entries()) {
        const input = inputs[Number(y) + dy]?.[Number(x) + dx];
        if (input) input.value = text.trim();
      }
    write();
  });
  table.addEventListener("keydown", (event) => {
    const step = { ArrowUp: [0, -1], ArrowDown: [0, 1], Enter: [0, 1] }[event.key];
    if (!step || event.isComposing) return;
    event.preventDefault();
    const { x, y } = event.target.dataset;
    inputs[Number(y) + step[1]]?.[Number(x) + step[0]]?.focus();
  });

  place.replaceChildren(table);
  place.hidden = false;
  form.querySelector("[data-grid-hint]").hidden = false;
  form.querySelector("[data-grid-text]").hidden = true;
  write();
}

if (field) {
  const rows = read(field.value);
  // What was sent back with faults may be no such grid: then the text itself is what has to be mended.
  if (rows.length > 1 && rows.every((row) => row.length >= FIXED && row.length <= rows[0].length)) grid(rows);
}
