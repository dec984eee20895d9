// The small piece of work asked of a page from whose address a lot has come. SHA-256 is reckoned here and not by
// WebCrypto: tens of thousands of short digests, one promise each, take an old telephone ten times as long, and
// WebCrypto is missing where a page came by plain HTTP. What is asked: fivestar/disclosure/voices/work.py.

const PARTS = 8;
const ZERO_BITS = 13;
const AT_ONCE = 2048; // digests between two breaths of the page
const utf8 = new TextEncoder();
const { K, START } = constants();

/** First thirty-two bits of the fractional parts of the roots of the first primes, as FIPS 180-4 has them. */
function constants() {
  const K = new Uint32Array(64);
  const START = new Uint32Array(8);
  const part = (root) => (root - Math.floor(root)) * 2 ** 32;
  for (let number = 2, found = 0; found < 64; number += 1) {
    let isPrime = true;
    for (let by = 2; by * by <= number; by += 1) if (number % by === 0) isPrime = false;
    if (!isPrime) continue;
    if (found < 8) START[found] = part(Math.sqrt(number));
    K[found] = part(Math.cbrt(number));
    found += 1;
  }
  return { K, START };
}

/** Eight words of thirty-two bits. */
export function sha256(bytes) {
  const blocks = ((bytes.length + 8) >> 6) + 1;
  const whole = new Uint8Array(blocks * 64);
  whole.set(bytes);
  whole[bytes.length] = 0x80;
  new DataView(whole.buffer).setUint32(whole.length - 4, bytes.length * 8);
  const state = Uint32Array.from(START);
  const w = new Int32Array(64);
  for (let block = 0; block < blocks; block += 1) {
    for (let i = 0; i < 16; i += 1) {
      const at = block * 64 + i * 4;
      w[i] = (whole[at] << 24) | (whole[at + 1] << 16) | (whole[at + 2] << 8) | whole[at + 3];
    }
    for (let i = 16; i < 64; i += 1) {
      const x = w[i - 15];
      const y = w[i - 2];
      const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
      const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
      w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i += 1) {
      const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const one = (h + s1 + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
      const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + one) | 0;
      d = c;
      c = b;
      b = a;
      a = (one + two) | 0;
    }
    [a, b, c, d, e, f, g, h].forEach((word, i) => {
      state[i] += word;
    });
  }
  return state;
}

function seed(token, code, part) {
  const told = code.toUpperCase().replace(/[^0-9A-Z]/g, "");
  const words = sha256(utf8.encode(`${token}.${told}.${part}`));
  return Array.from(words.subarray(0, 4), (word) => word.toString(16).padStart(8, "0")).join("");
}

const breath = () => new Promise((go) => setTimeout(go, 0));

/** The numbers, with points between. */
export async function work(token, code) {
  const found = [];
  for (let part = 0; part < PARTS; part += 1) {
    const start = seed(token, code, part);
    for (let number = 0; found.length === part; number += 1) {
      if (sha256(utf8.encode(`${start}.${number}`))[0] >>> (32 - ZERO_BITS) === 0) found.push(number);
      else if (number % AT_ONCE === 0) await breath();
    }
  }
  return found.join(".");
}

function attach(form) {
  const asked = form.querySelector("[data-work]");
  const said = asked.querySelector("[data-working]");
  asked.querySelector("[data-sum]").hidden = true;
  said.hidden = false;
  let isWorking = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (isWorking) return;
    isWorking = true;
    said.textContent = said.dataset.working;
    form.elements.work.value = await work(form.elements.question.value, form.elements.code.value);
    form.submit();
  });
}

if (typeof document !== "undefined") document.querySelectorAll("[data-work]").forEach((one) => attach(one.closest("form")));
