"""Copies jars for an archive that compresses them together, which makes it smaller: python3 jars.py OUT JAR ...

The copies are not compressed, and have no models in them, for no training of the script run needs one.
"""

import sys
import zipfile
from pathlib import Path


def main() -> None:
    out, *jars = map(Path, sys.argv[1:])
    for jar in jars:
        with zipfile.ZipFile(jar) as source, zipfile.ZipFile(out / jar.name, "w", zipfile.ZIP_STORED) as copy:
            for entry in source.infolist():
                if not entry.filename.endswith((".onnx", ".safetensors")):
                    content = source.read(entry)
                    entry.compress_type = zipfile.ZIP_STORED
                    copy.writestr(entry, content)


if __name__ == "__main__":
    main()
