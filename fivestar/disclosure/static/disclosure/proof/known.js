// What this telephone knows of the log: its keys, witnesses, heads it saw, names of units. Pinned at the first visit; a
// later head is taken only when it grew out of the one that is kept.

import { NotHeld, checkConsistency, checkHead, fromHex, rootBytes } from "../../foundation/log.js";

const PLACE = "fivestar-log-1";
const MOST_HEADS = 60;

/** heads: oldest first. turned: a head that did not grow out of the last one. */
const NOTHING = { origin: "", keys: {}, witnesses: [], heads: [], units: {}, turned: null, hasNewKey: false };
let inMemory = null;

export function known() {
  try {
    return { ...NOTHING, ...JSON.parse(localStorage.getItem(PLACE) ?? "{}") };
  } catch {
    return inMemory ?? NOTHING; // a private window keeps nothing: then as long as it is open
  }
}

export function forget() {
  inMemory = null;
  try {
    localStorage.removeItem(PLACE);
  } catch {
    // nothing was kept
  }
}

function keep(now) {
  inMemory = now;
  try {
    localStorage.setItem(PLACE, JSON.stringify(now));
  } catch {
    // kept until the page is closed
  }
  return now;
}

async function asked(address) {
  const answer = await fetch(address, { cache: "no-store", credentials: "omit" });
  if (!answer.ok) throw Object.assign(new Error(`${address}: ${answer.status}`), { status: answer.status });
  return answer.json();
}

/** Throws NotHeld unless the larger of two heads grew out of the smaller; the proof is asked of the log. */
export async function checkGrowth(one, other, addresses) {
  const [first, second] = one.size <= other.size ? [one, other] : [other, one];
  if (first.origin !== second.origin) throw new NotHeld("proof", "another log");
  const { path } =
    first.size === second.size ? { path: [] } : await asked(`${addresses.consistency}${first.size}/${second.size}.json`);
  await checkConsistency(first.size, second.size, path.map(fromHex), rootBytes(first), rootBytes(second));
}

/** Asks the log what is new. What was pinned before is never replaced, only added to. Throws when there is no line. */
export async function refreshed(addresses) {
  const [{ keys }, { witnesses }, { units }, head] = await Promise.all(
    [addresses.keys, addresses.witnesses, addresses.units, addresses.head].map(asked),
  );
  const before = known();
  const last = before.heads.at(-1);
  const now = { ...before, keys: { ...keys, ...before.keys }, units };
  now.hasNewKey = before.hasNewKey || (last !== undefined && Object.keys(keys).some((name) => !(name in before.keys)));
  const pinned = new Map(before.witnesses.map((one) => [one.key, one]));
  now.witnesses = [...before.witnesses, ...witnesses.filter((one) => !pinned.has(one.key))];
  try {
    await checkHead(head, now.keys);
    if (last !== undefined) {
      if (head.size < last.size) throw new NotHeld("proof", "the log shrank");
      await checkGrowth(last, head, addresses);
    }
  } catch (error) {
    if (!(error instanceof NotHeld) && error.status !== 404) throw error;
    return keep({ ...before, turned: head });
  }
  if (last?.size !== head.size) now.heads = [...before.heads, head].slice(-MOST_HEADS);
  return keep({ ...now, origin: head.origin, turned: null });
}
