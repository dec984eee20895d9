// The page's own decoder, run by node: grey pictures in, what the codes say and where they lie out.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [, , vendor] = process.argv;
const { prepareZXingModule, readBarcodes } = await import(pathToFileURL(`${vendor}/reader/index.js`).href);
prepareZXingModule({ overrides: { wasmBinary: readFileSync(`${vendor}/reader.wasm`).buffer } });
const answers = [];
for (const { file, width, height } of JSON.parse(readFileSync(0, "utf-8"))) {
  const grey = readFileSync(file);
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let at = 0; at < grey.length; at += 1) data.fill(grey[at], at * 4, at * 4 + 3);
  const found = await readBarcodes({ data, width, height, colorSpace: "srgb" }, { formats: ["QRCode"], tryHarder: true });
  answers.push(found.filter((one) => one.isValid).map(({ text, position }) => ({ text, position })));
}
process.stdout.write(JSON.stringify(answers));
