// One code against what this telephone knows. Asks the network only whether two heads belong together, and does without.

import { NotHeld, checkSlip, readSlip } from "../../foundation/log.js";
import { checkGrowth } from "./known.js";

const WAITS_MS = 5000;

class Refused extends Error {
  constructor(why, more = {}) {
    super(why);
    Object.assign(this, { why, more });
  }
}

/** {holds: true, slip, head, compared} or {holds: false, why, more}. compared: same, grown or not. */
export async function judged(text, known, addresses) {
  let slip = null;
  try {
    slip = readSlip(text);
    if (known.origin && slip.origin !== known.origin) {
      throw new Refused("origin", { origin: slip.origin, known: known.origin });
    }
    const head = await checkSlip(slip, known.keys, known.witnesses);
    for (const other of known.heads) refuseContradiction(head, other);
    return { holds: true, slip, head, compared: await compared(head, known, addresses) };
  } catch (error) {
    if (error instanceof Refused) return { holds: false, slip, why: error.why, more: error.more };
    if (!(error instanceof NotHeld)) return { holds: false, slip, why: "slip", more: {} };
    return { holds: false, slip, why: error.why, more: {}, alsoKnown: slip && isHeadKnown(slip, known) };
  }
}

/** The signature in the code is that of a head kept here: then what it was signed over is real, and the content is not. */
function isHeadKnown(slip, { heads }) {
  return heads.some((head) => head.size === slip.size && head.signature === slip.log.signature);
}

function refuseContradiction(head, other) {
  if (head.size === other.size && head.root !== other.root) throw new Refused("same-size", { size: head.size });
  const [small, large] = head.size < other.size ? [head, other] : [other, head];
  if (small.size !== large.size && small.at > large.at) throw new Refused("order");
}

async function compared(head, { heads }, addresses) {
  if (heads.some((one) => one.size === head.size)) return "same";
  const last = heads.at(-1);
  if (last === undefined || !navigator.onLine) return "not";
  try {
    const late = new Promise((_, stop) => setTimeout(() => stop(new Error("late")), WAITS_MS));
    await Promise.race([checkGrowth(head, last, addresses), late]);
    return "grown";
  } catch (error) {
    if (error instanceof NotHeld) throw new Refused("not-grown");
    if (error.status === 404) throw new Refused("disowned");
    return "not";
  }
}
