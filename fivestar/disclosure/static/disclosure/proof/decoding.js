// The code of a sheet out of a picture or the camera, found on this telephone. Loaded when somebody scans.

import { prepareZXingModule, readBarcodes } from "../../vendor/zxing/reader/index.js";

const MOST_PIXELS = 2000; // of the longer side of a picture
const OPTIONS = { formats: ["QRCode"], tryHarder: true, maxNumberOfSymbols: 4 };
const canvas = document.createElement("canvas");
const pen = canvas.getContext("2d", { willReadFrequently: true });

/** address: of the decoder's WebAssembly; asked for once. */
export async function prepare(address) {
  const wasmBinary = await (await fetch(address)).arrayBuffer();
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
}

/** The longest text among the codes: a sheet also carries a small one with the address of its page. "" where none is. */
async function textIn(source, width, height) {
  const scale = Math.min(1, MOST_PIXELS / Math.max(width, height));
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  pen.drawImage(source, 0, 0, canvas.width, canvas.height);
  const found = await readBarcodes(pen.getImageData(0, 0, canvas.width, canvas.height), OPTIONS);
  const texts = found.filter((one) => one.isValid).map((one) => one.text);
  return texts.sort((one, other) => other.length - one.length)[0] ?? "";
}

export async function inPicture(file) {
  const picture = await createImageBitmap(file);
  try {
    return await textIn(picture, picture.width, picture.height);
  } finally {
    picture.close();
  }
}

/** Looks through the camera until a slip is seen or `isStopped()`; the camera is off afterwards. Throws when it may not. */
export async function throughCamera(video, isStopped) {
  const wanted = { facingMode: "environment", width: { ideal: 1920 }, height: { ideal: 1920 } };
  const stream = await navigator.mediaDevices.getUserMedia({ video: wanted, audio: false });
  try {
    video.srcObject = stream;
    await video.play();
    while (!isStopped()) {
      const text = video.videoWidth ? await textIn(video, video.videoWidth, video.videoHeight) : "";
      if (text.includes("#")) return text;
      await new Promise((next) => setTimeout(next, 80));
    }
    return "";
  } finally {
    stream.getTracks().forEach((track) => track.stop());
    video.srcObject = null;
  }
}
