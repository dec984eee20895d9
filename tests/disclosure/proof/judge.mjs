// Judges codes as the page does, by its own modules, against what a telephone is said to know. No network: offline.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

Object.defineProperty(globalThis, "navigator", { value: { onLine: false }, configurable: true });
const { judged } = await import(pathToFileURL(process.argv[2]).href);
const answers = [];
for (const { text, known } of JSON.parse(readFileSync(0, "utf-8"))) {
  const { holds, why, compared, alsoKnown } = await judged(text, known, {});
  answers.push(holds ? `holds, ${compared}` : `${why}${alsoKnown ? ", head known" : ""}`);
}
process.stdout.write(JSON.stringify(answers));
