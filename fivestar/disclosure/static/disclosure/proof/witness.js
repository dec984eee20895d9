// A township's key lives in this browser's IndexedDB and cannot be taken out; beside it, the head it signed last.

import { NotHeld, keyName, newWitnessKey, publicText, signAsWitness } from "../../foundation/log.js";

const box = document.querySelector("[data-witness]");
const words = (name, size) => box.dataset[name].replace("{size}", String(size));

function store(mode, act) {
  return new Promise((done, failed) => {
    const opening = indexedDB.open("fivestar-witness", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("keys");
    opening.onerror = () => failed(opening.error);
    opening.onsuccess = () => {
      const transaction = opening.result.transaction("keys", mode);
      const asked = act(transaction.objectStore("keys"));
      transaction.oncomplete = () => {
        opening.result.close();
        done(asked.result);
      };
      transaction.onerror = () => failed(transaction.error);
    };
  });
}

const keep = (name, value) => store("readwrite", (keys) => keys.put(value, name));
const kept = (name) => store("readonly", (keys) => keys.get(name));

async function asked(address) {
  const answer = await fetch(address, { cache: "no-store" });
  if (!answer.ok) throw Object.assign(new Error(`${address}: ${answer.status}`), { status: answer.status });
  return answer.json();
}

/** The form is sent only after the key is kept: a registered key that is nowhere would be of no use. */
async function make(form) {
  const pair = await newWitnessKey();
  const text = await publicText(pair);
  await keep(await keyName(text), { pair, seen: null });
  form.elements.public.value = text;
  form.submit();
}

/** A log that does not own up to the head signed last time is no line that failed: it is another history. */
async function growth(seen, head) {
  try {
    return await asked(`${box.dataset.consistency}${seen.size}/${head.size}.json`);
  } catch (error) {
    if (error.status === 404) throw new NotHeld("proof", "the log disowns a head that was signed");
    throw error;
  }
}

async function sign(button) {
  const mine = await kept(button.dataset.sign);
  if (mine === undefined) return words("elsewhere");
  const [head, { keys }] = await Promise.all([asked(box.dataset.head), asked(box.dataset.keys)]);
  const { pair, seen } = mine;
  if (seen?.size === head.size && seen.root === head.root) return words("again", head.size);
  const grows = seen !== null && seen.size < head.size;
  const { path } = grows ? await growth(seen, head) : { path: [] };
  const signature = await signAsWitness(pair, head, keys, seen, path);
  const answer = await fetch(button.dataset.to, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": box.querySelector("[name=csrfmiddlewaretoken]").value },
    body: JSON.stringify({ size: head.size, signature }),
  });
  if (!answer.ok) return (await answer.json().catch(() => ({}))).message || words("failed");
  await keep(button.dataset.sign, { pair, seen: head });
  return words("signed", head.size);
}

box.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-make]")) return;
  event.preventDefault();
  make(event.target);
});

box.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-sign]");
  if (!button) return;
  button.disabled = true;
  const line = button.closest("section").querySelector("[data-said]");
  try {
    line.textContent = await sign(button);
  } catch (error) {
    line.textContent = words(error instanceof NotHeld ? "broken" : "failed");
  }
  button.disabled = false;
});
