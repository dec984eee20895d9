// The public log, checked in the browser: inclusion, growth, signatures, and the code of a printed sheet. Pure functions
// on bytes; nothing here asks the network, so that a page once loaded checks with the network off. What each byte means
// stands in docs/reference/log.md; foundation/logtree is the same in Python.

const ALGORITHM = "ecdsa-p256-sha256";
const KEY_KIND = "ecdsa-p256";
const HEAD = "fivestar-log-head-1\n";
const WITNESS = "fivestar-log-witness-1\n";
const ECDSA = { name: "ECDSA", namedCurve: "P-256" };
const WITH_SHA256 = { name: "ECDSA", hash: "SHA-256" };
const HASH_BYTES = 32;
const FIRST_DAY = Date.UTC(2000, 0, 1);
const DAY = 24 * 60 * 60 * 1000;
const LAST_SECOND = Date.UTC(9999, 11, 31, 23, 59, 59) / 1000;

const utf8 = new TextEncoder();
const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** why: slip (no code of this log), key (none that is known), proof (does not lead to the head), signature. */
export class NotHeld extends Error {
  constructor(why, message) {
    super(message);
    this.why = why;
  }
}

// --- bytes ---

export function toHex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function fromHex(text) {
  if (!/^([0-9a-f]{2})*$/.test(text)) throw new NotHeld("proof", "not hexadecimal");
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

export function toText(bytes) {
  let letters = "";
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** Exactly what toText writes: the unused bits of the last letter are not free to be changed. */
export function fromText(text) {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) throw new NotHeld("slip", "not base64url");
  const letters = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
  if (toText(bytes) !== text) throw new NotHeld("slip", "not base64url");
  return bytes;
}

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function same(one, other) {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

/** RFC 8785, of integers, text, truth, null, lists and objects. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const fields = Object.keys(value).sort();
    return `{${fields.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
  }
  return JSON.stringify(value);
}

// --- the tree ---

export async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

export function leafHash(leaf) {
  return sha256(joined(Uint8Array.of(0), leaf));
}

function nodeHash(left, right) {
  return sha256(joined(Uint8Array.of(1), left, right));
}

const half = (number) => Math.floor(number / 2); // numbers here outgrow the 32 bits of >>
const isOdd = (number) => number % 2 === 1;

/** [hash, does it stand to the left] of each step from a place up to the root; throws unless it ends there. */
function turns(place, last, path) {
  const found = [];
  for (const hash of path) {
    if (last === 0 || hash.length !== HASH_BYTES) throw new NotHeld("proof", "the proof is too long");
    const isLeft = isOdd(place) || place === last;
    found.push([hash, isLeft]);
    while (isLeft && place !== 0 && !isOdd(place)) [place, last] = [half(place), half(last)];
    [place, last] = [half(place), half(last)];
  }
  if (last !== 0) throw new NotHeld("proof", "the proof is too short");
  return found;
}

/** Section 2.1.3.2 of RFC 9162: the root to which the proof leads from a leaf's hash. */
export async function rootOfInclusion(leaf, index, size, path) {
  if (!(index >= 0 && index < size)) throw new NotHeld("proof", "there is no such leaf");
  let found = leaf;
  for (const [hash, isLeft] of turns(index, size - 1, path)) {
    found = await (isLeft ? nodeHash(hash, found) : nodeHash(found, hash));
  }
  return found;
}

/** Section 2.1.4.2: throws unless the tree of `second` leaves begins with the tree of `first`. */
export async function checkConsistency(first, second, path, firstRoot, secondRoot) {
  if (!(first > 0 && first <= second)) throw new NotHeld("proof", "the log does not grow out of that");
  if (first === second) {
    if (path.length || !same(firstRoot, secondRoot)) throw new NotHeld("proof", "one size, two roots");
    return;
  }
  const isPower = Number.isInteger(Math.log2(first));
  const hashes = isPower ? [firstRoot, ...path] : [...path];
  if (!hashes.length) throw new NotHeld("proof", "the proof is too short");
  let [place, last] = [first - 1, second - 1];
  while (isOdd(place)) [place, last] = [half(place), half(last)];
  let [before, after] = [hashes[0], hashes[0]];
  for (const [hash, isLeft] of turns(place, last, hashes.slice(1))) {
    if (isLeft) before = await nodeHash(hash, before);
    after = await (isLeft ? nodeHash(hash, after) : nodeHash(after, hash));
  }
  if (!same(before, firstRoot) || !same(after, secondRoot)) throw new NotHeld("proof", "another root");
}

// --- keys and signatures ---

function keyBytes(publicText) {
  const [kind, text] = publicText.split(":");
  if (kind !== KEY_KIND || text === undefined) throw new NotHeld("key", `not a key of the kind ${KEY_KIND}`);
  return fromText(text);
}

/** `sha256:…` of the SubjectPublicKeyInfo. */
export async function keyName(publicText) {
  return `sha256:${toHex(await sha256(keyBytes(publicText)))}`;
}

export function signatureBytes(signature) {
  const [kind, text] = signature.split(":");
  const bytes = kind === ALGORITHM && text !== undefined ? fromText(text) : new Uint8Array();
  if (bytes.length !== 64) throw new NotHeld("signature", `not a signature of the kind ${ALGORITHM}`);
  return bytes;
}

async function checkSignature(publicText, message, signature) {
  const key = await crypto.subtle.importKey("spki", keyBytes(publicText), ECDSA, false, ["verify"]);
  const holds = await crypto.subtle.verify(WITH_SHA256, key, signatureBytes(signature), message);
  if (!holds) throw new NotHeld("signature", "not made by this key over these bytes");
}

function message(begin, head) {
  const { at, key, origin, root, size } = head;
  return utf8.encode(begin + canonical({ alg: ALGORITHM, at, format: 1, key, origin, root, size }));
}

/** head: a document of /log/head.json. keys: name → public key. Throws unless the log signed it. */
export async function checkHead(head, keys) {
  if (!Object.hasOwn(keys, head.key)) throw new NotHeld("key", "signed by a key that is not known here");
  await checkSignature(keys[head.key], message(HEAD, head), head.signature);
}

/** witness: {public}. Throws unless that key signed the head as a witness. */
export async function checkWitness(witness, head, signature) {
  await checkSignature(witness.public, message(WITNESS, head), signature);
}

// --- witnessing ---

/** A pair whose private half never leaves this browser: it can be kept in IndexedDB and used, not read. */
export function newWitnessKey() {
  return crypto.subtle.generateKey(ECDSA, false, ["sign", "verify"]);
}

export async function publicText(pair) {
  return `${KEY_KIND}:${toText(new Uint8Array(await crypto.subtle.exportKey("spki", pair.publicKey)))}`;
}

/**
 * A witness's signature under `head`, made only after seeing that the log signed it and grew out of `seen`.
 * seen: the head signed last time, null the first time. path: hexadecimal hashes of /log/consistency/….
 */
export async function signAsWitness(pair, head, keys, seen, path) {
  await checkHead(head, keys);
  if (seen !== null) {
    if (seen.origin !== head.origin) throw new NotHeld("proof", "another log");
    await checkConsistency(seen.size, head.size, path.map(fromHex), rootBytes(seen), rootBytes(head));
  }
  const made = await crypto.subtle.sign(WITH_SHA256, pair.privateKey, message(WITNESS, head));
  return `${ALGORITHM}:${toText(new Uint8Array(made))}`;
}

export function rootBytes({ root }) {
  if (!root.startsWith("sha256:")) throw new NotHeld("proof", "a root of another kind");
  return fromHex(root.slice("sha256:".length));
}

// --- the code of a printed sheet ---

class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  take(count) {
    const taken = this.bytes.slice(this.at, this.at + count);
    if (taken.length !== count) throw new NotHeld("slip", "it ends too early");
    this.at += count;
    return taken;
  }

  number(count) {
    return this.take(count).reduce((number, byte) => number * 256 + byte, 0);
  }

  text() {
    return decoded(this.take(this.number(1)));
  }

  signed() {
    const key = toHex(this.take(8));
    if (this.number(1) !== 1) throw new NotHeld("slip", `a signature of another kind than ${ALGORITHM}`);
    return { key, signature: `${ALGORITHM}:${toText(this.take(64))}` };
  }

  list(read) {
    return Array.from({ length: this.number(1) }, read);
  }
}

function or(act, said) {
  try {
    return act();
  } catch {
    throw new NotHeld("slip", said);
  }
}

const decoded = (bytes) => or(() => strict.decode(bytes), "not text");

function moment(seconds) {
  if (seconds > LAST_SECOND) throw new NotHeld("slip", "no moment");
  return new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
}

/** The slip of exactly that text; of an address, the part behind #. */
export function readSlip(text) {
  const from = new Reader(fromText(text.slice(text.lastIndexOf("#") + 1).trim()));
  if (from.number(1) !== 1) throw new NotHeld("slip", "not a slip of version 1");
  const slip = { origin: from.text(), kind: from.text(), unit: from.text() }; // fields are read in this order
  slip.day = new Date(FIRST_DAY + from.number(2) * DAY).toISOString().slice(0, 10);
  [slip.salt, slip.raw] = [from.take(16), from.take(from.number(2))];
  [slip.index, slip.size] = [from.number(5), from.number(5)];
  slip.path = from.list(() => from.take(HASH_BYTES));
  slip.at = moment(from.number(5));
  [slip.log, slip.witnesses] = [from.signed(), from.list(() => from.signed())];
  if (from.at !== from.bytes.length) throw new NotHeld("slip", "there are bytes behind the end");
  const isTwice = new Set(slip.witnesses.map(({ key }) => key)).size !== slip.witnesses.length;
  if (isTwice) throw new NotHeld("slip", "a witness's signature stands there twice");
  slip.content = or(() => JSON.parse(strict.decode(slip.raw)), "its content is not JSON");
  return slip;
}

/**
 * The head to which the slip leads, when the log signed it; with `witnessed`: names of the witnesses whose signature
 * under it holds. keys: name → public key. witnesses: [{key, public, name}] known here. Throws NotHeld.
 */
export async function checkSlip(slip, keys, witnesses = []) {
  const name = Object.keys(keys).find((one) => one.startsWith(`sha256:${slip.log.key}`));
  if (name === undefined) throw new NotHeld("key", "signed by a key that is not known here");
  const commitment = `sha256:${toHex(await sha256(joined(slip.salt, slip.raw)))}`;
  const leaf = canonical({ commitment, day: slip.day, format: 1, kind: slip.kind, unit: slip.unit });
  const root = await rootOfInclusion(await leafHash(utf8.encode(leaf)), slip.index, slip.size, slip.path);
  const { origin, size, at } = slip;
  const head = { at, key: name, origin, root: `sha256:${toHex(root)}`, signature: slip.log.signature, size };
  await checkHead(head, keys);
  return { ...head, witnessed: await witnessesUnder(slip, head, witnesses) };
}

async function witnessesUnder(slip, head, known) {
  const found = [];
  for (const { key, signature } of slip.witnesses) {
    const witness = known.find((one) => one.key.startsWith(`sha256:${key}`));
    if (witness === undefined) continue;
    await checkWitness(witness, head, signature);
    found.push(witness.name);
  }
  return found;
}
