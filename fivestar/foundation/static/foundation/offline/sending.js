// Sends what is kept, once: an answer leaves this device only after the server has said what became of it.

import { forget, keep, kept } from "./queue.js";

const AT_ONCE = 50;

/** Who is signed in now, and a fresh token: the page may be hours old. Null without a line. */
async function sessionNow(address) {
  try {
    const answer = await fetch(address, { cache: "no-store", credentials: "same-origin" });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

/** What is told of it: `told` is what the address that takes it in needs. */
function toldOf({ client_id, told }) {
  return { client_id, ...told };
}

/** What goes out together: to one address, in the order of answering, not too much at once. */
function parcels(answers, usual) {
  const byAddress = new Map();
  for (const one of answers) {
    const address = one.sync ?? usual;
    byAddress.set(address, [...(byAddress.get(address) ?? []), one]);
  }
  const all = [];
  for (const [address, those] of byAddress) {
    for (let start = 0; start < those.length; start += AT_ONCE) all.push([address, those.slice(start, start + AT_ONCE)]);
  }
  return all;
}

async function post(address, session, answers) {
  try {
    return await fetch(address, {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", "X-CSRFToken": session.token },
      body: JSON.stringify({ account: session.account, answers: answers.map(toldOf) }),
    });
  } catch {
    return null;
  }
}

async function take(answers, results) {
  const conflicts = [];
  for (const result of results) {
    const answer = answers.find((one) => one.client_id === result.client_id);
    if (!answer) continue;
    if (result.outcome === "refused") await keep({ ...answer, state: "refused", message: result.message });
    else await forget(answer.client_id);
    if (result.outcome === "conflict") conflicts.push(result.url);
  }
  return conflicts;
}

async function sendNow(addresses) {
  const waiting = (await kept()).filter((one) => one.state === "waiting");
  if (!waiting.length) return { state: "empty", conflicts: [] };
  if (!navigator.onLine) return { state: "no-line", conflicts: [] };
  let session = await sessionNow(addresses.session);
  if (!session) return { state: "no-line", conflicts: [] };
  if (!session.account) return { state: "sign-in", conflicts: [] };
  const mine = waiting.filter((one) => one.account === session.account);
  if (!mine.length) return { state: "other", conflicts: [] };
  const conflicts = [];
  for (const [address, part] of parcels(mine, addresses.sync)) {
    let answer = await post(address, session, part);
    if (answer && answer.status === 403) {
      // The token was changed between asking and sending (somebody signed in meanwhile): ask once more.
      session = await sessionNow(addresses.session);
      if (!session || session.account !== part[0].account) return { state: "sign-in", conflicts };
      answer = await post(address, session, part);
    }
    if (!answer) return { state: "no-line", conflicts };
    if (answer.status === 401 || answer.status === 409) return { state: "sign-in", conflicts };
    if (!answer.ok) return { state: "later", conflicts };
    let results;
    try {
      ({ results } = await answer.json());
    } catch {
      return { state: "later", conflicts }; // the line broke in the middle of the answer: sent again, taken once
    }
    conflicts.push(...(await take(part, results)));
  }
  return { state: "sent", conflicts };
}

/** What became of it: {state: empty | no-line | sign-in | other | later | sent, conflicts: [address]}. */
export function send(addresses) {
  const work = () => sendNow(addresses);
  return navigator.locks ? navigator.locks.request("fivestar-answers", work) : work();
}
