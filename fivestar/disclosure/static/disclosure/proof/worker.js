// The service worker of the verifying page, loaded by /verify/worker.js which says KEPT, VERSION and PAGE. It keeps that
// one page and the files it needs, decoder and all; the log's keys and heads the page keeps itself.
/* global KEPT, VERSION, PAGE */

const PREFIX = "fivestar-verify-";
const CACHE = `${PREFIX}${VERSION}`;
const PATIENCE_MS = 4000; // a line this slow is no line

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll([...KEPT, PAGE].map((address) => new Request(address, { cache: "reload" }))))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

const kept = (address) => caches.match(address, { cacheName: CACHE, ignoreVary: true, ignoreSearch: true });

/** The page as it is now, in the reader's language of now, and kept so; else as it was kept. */
async function page(request) {
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (answer.ok && !answer.redirected) await (await caches.open(CACHE)).put(PAGE, answer.clone());
    return answer;
  } catch (error) {
    const before = await kept(PAGE);
    if (before) return before;
    throw error;
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (request.mode === "navigate" && address.pathname === PAGE) event.respondWith(page(request));
  else if (KEPT.includes(address.pathname)) {
    event.respondWith(kept(address.pathname).then((before) => before ?? fetch(request)));
  }
});
