// What was found, as the page shows it. Words come from the page; text from a code is only ever text.

const { said, fields, kinds, classes } = JSON.parse(document.getElementById("verify-words").textContent);
const LONG = 24; // letters from which a value is drawn small
const HIDDEN = ["figures", "late", "day"];

/** A sentence with its {places} filled. */
export function words(key, values = {}) {
  return said[key].replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
}

function made(tag, text, kind = "") {
  const element = document.createElement(tag);
  element.textContent = text;
  if (kind) element.className = kind;
  return element;
}

export function moment(at) {
  return new Date(at).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short", timeZone: "Asia/Shanghai" });
}

function pairs(lines) {
  const list = made("dl", "", "pairs");
  for (const [label, value] of lines) {
    const text = String(value);
    list.append(made("dt", label), made("dd", text, text.length > LONG && !/[\u4e00-\u9fff]/.test(text) ? "verify__long" : ""));
  }
  return list;
}

function valueOf(field, value) {
  if (field === "class") return classes[value] ?? value;
  return value !== null && typeof value === "object" ? JSON.stringify(value) : value;
}

function linesOf(slip, units) {
  const [name] = units[slip.unit] ?? [""];
  const lines = [
    [fields.unit, name ? `${name}（${slip.unit}）` : words("unknown-unit", { code: slip.unit })],
    ...(slip.content.class ? [] : [[fields.class, kinds[slip.kind] ?? slip.kind]]),
  ];
  for (const [field, label] of Object.entries(fields)) {
    const value = slip.content[field];
    if (field !== "unit" && value !== undefined && value !== null && !HIDDEN.includes(field)) lines.push([label, valueOf(field, value)]);
  }
  for (const [column, sum] of slip.content.figures ?? []) lines.push([words("sum", { column }), sum]);
  return lines;
}

function witnessLines(slip, head) {
  const strangers = slip.witnesses.length - head.witnessed.length;
  const lines = [];
  if (head.witnessed.length) lines.push(made("p", words("witnessed", { names: head.witnessed.join("、") })));
  if (strangers) lines.push(made("p", words("witness-unknown", { count: strangers })));
  if (!slip.witnesses.length) lines.push(made("p", words("unwitnessed"), "say say--warn"));
  return lines;
}

const COMPARED = { same: "same-head", grown: "grown", not: "not-compared" };

/** What the sheet's code says, to be compared with the sheet. */
export function held({ slip, head, compared }, { units, heads }, noticeAddress) {
  const isInvented = units[slip.unit]?.[1];
  const parts = [made("h2", `✓ ${words("fits", { day: slip.day })}`, "verify__mark")];
  if (isInvented) parts.push(made("span", said.demonstration, "mark"));
  parts.push(made("p", said.compare), pairs(linesOf(slip, units)));
  if (slip.content.late) parts.push(made("p", words("late", { day: slip.content.day, entered: slip.day }), "say say--warn"));
  parts.push(...witnessLines(slip, head));
  parts.push(made("p", words("place", { number: slip.index + 1, size: head.size, at: moment(head.at) }), "soft small"));
  parts.push(made("p", words(COMPARED[compared], { size: heads.at(-1)?.size }), "soft small"));
  parts.push(made("p", said.unproven));
  if (slip.kind.startsWith("notice.") && /^[a-z0-9]{12}$/.test(slip.content.id)) {
    const line = made("p", said.text);
    const link = made("a", said.open);
    link.href = `${noticeAddress}${slip.content.id}/`;
    line.append(" ", link);
    parts.push(line);
  }
  return parts;
}

/** Refused, with what does not fit. */
export function refused({ why, more, alsoKnown }) {
  const isStrange = why === "key" || why === "origin";
  const parts = [made("h2", isStrange ? `？ ${said.strange}` : `✕ ${said.not}`, "verify__mark"), made("p", words(why, more))];
  if (isStrange) return parts;
  if (alsoKnown) parts.push(made("p", said["head-known"]));
  parts.push(made("p", said.save));
  return parts;
}

/** Keys and heads, for whoever wants to compare them by eye. */
export function keptLines({ keys, heads, turned }) {
  const found = [];
  for (const name of Object.keys(keys)) found.push(["key", name]);
  for (const head of [heads.at(-1), turned]) if (head) found.push([`${head.size}`, head.root]);
  return found.flatMap(([label, value]) => [made("dt", label), made("dd", value)]);
}
