// Answers in the words of log.js: one JSON list of questions in, one of answers out.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const log = await import(pathToFileURL(process.argv[2]).href);
const said = async (ask) => {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof log.NotHeld)) throw error;
    return `not held: ${error.why}`;
  }
};
const acts = {
  canonical: ({ document }) => log.canonical(document),
  inclusion: async ({ leaf, index, size, path }) =>
    log.toHex(await log.rootOfInclusion(log.fromHex(leaf), index, size, path.map(log.fromHex))),
  consistency: async ({ first, second, path, roots }) => {
    await log.checkConsistency(first, second, path.map(log.fromHex), ...roots.map(log.fromHex));
    return "grown";
  },
  slip: async ({ text, keys, witnesses }) => {
    const slip = log.readSlip(text);
    return { head: await log.checkSlip(slip, keys, witnesses), content: slip.content, day: slip.day, kind: slip.kind };
  },
  head: async ({ head, keys }) => {
    await log.checkHead(head, keys);
    return "signed";
  },
  name: ({ publicText }) => log.keyName(publicText),
  witness: async ({ head, keys, seen, path }) => {
    const pair = await log.newWitnessKey();
    const isKept = await crypto.subtle.exportKey("pkcs8", pair.privateKey).then(
      () => false,
      () => true,
    );
    const signature = await log.signAsWitness(pair, head, keys, seen, path);
    return { isKept, publicText: await log.publicText(pair), signature };
  },
  time: async ({ text, keys, rounds }) => {
    const times = [];
    for (let round = 0; round < rounds; round += 1) {
      const begun = performance.now();
      await log.checkSlip(log.readSlip(text), keys);
      times.push(performance.now() - begun);
    }
    return times;
  },
};
const answers = [];
for (const { act, ...given } of JSON.parse(readFileSync(0, "utf-8"))) {
  answers.push(await said(async () => acts[act](given)));
}
process.stdout.write(JSON.stringify(answers));
