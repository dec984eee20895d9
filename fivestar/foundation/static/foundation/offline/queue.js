// Answers kept on this device until the server has them. One store; an answer belongs to the account that gave it.

const NAME = "fivestar";
const STORE = "answers";

function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "client_id" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("blocked"));
  });
}

async function within(mode, work) {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      // "strict": on the disk before we say that it is kept; older browsers pass over the option.
      const transaction = database.transaction(STORE, mode, { durability: "strict" });
      const request = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

function tell() {
  document.dispatchEvent(new CustomEvent("queue:changed"));
}

/** Keeps an answer: {client_id, account, told, value, answered_at, label, url, state}. A room with an address of its own
 * to take it in says so in `sync`. */
export async function keep(answer) {
  await within("readwrite", (store) => store.put(answer));
  tell();
}

export async function forget(clientId) {
  await within("readwrite", (store) => store.delete(clientId));
  tell();
}

/** Everything kept here, the earliest answer first. */
export async function kept() {
  const answers = await within("readonly", (store) => store.getAll());
  return answers.sort((one, other) => one.answered_at.localeCompare(other.answered_at));
}
