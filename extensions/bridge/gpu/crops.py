"""Small crops of the faces of 300-W, in the same folders, each with its landmarks.

    python3 crops.py DATA OUT

A crop is the square ground-truth box, enlarged by MARGIN and scaled down to FACE pixels a side without the margin.
Needs Pillow.
"""

import shutil
import sys
from pathlib import Path

from PIL import Image

MARGIN = 1.6
FACE = 96


def landmarks(file: Path) -> list[tuple[float, float]]:
    """Points of a .pts file; the centre of the first pixel is 1, as in the file."""
    inside = file.read_text().split("{")[1].split("}")[0]
    return [tuple(map(float, line.split()[:2])) for line in inside.strip().splitlines()]


def crop(picture: Path, to: Path) -> None:
    points = landmarks(picture.with_suffix(".pts"))
    xs, ys = zip(*points)
    side = max(max(xs) - min(xs), max(ys) - min(ys))
    half = MARGIN * side / 2
    with Image.open(picture) as opened:
        image = opened.convert("RGB")
    # Edges of pixels: the first pixel reaches from 0 to 1, its centre is at 0.5.
    left, top = (max(0, round((min(v) + max(v)) / 2 - 0.5 - half)) for v in (xs, ys))
    right = min(image.width, round((min(xs) + max(xs)) / 2 - 0.5 + half))
    bottom = min(image.height, round((min(ys) + max(ys)) / 2 - 0.5 + half))
    scale = min(1.0, FACE / side)
    width, height = (max(1, round(scale * length)) for length in (right - left, bottom - top))
    small = image.crop((left, top, right, bottom)).resize((width, height), Image.Resampling.LANCZOS)
    small.save(to, quality=80)
    across, down = width / (right - left), height / (bottom - top)
    lines = ["%.3f %.3f" % ((x - 0.5 - left) * across + 0.5, (y - 0.5 - top) * down + 0.5) for x, y in points]
    to.with_suffix(".pts").write_text("\n".join(["version: 1", f"n_points: {len(points)}", "{", *lines, "}", ""]))


def main() -> None:
    data, out = map(Path, sys.argv[1:])
    pictures = [p for p in sorted(data.rglob("*.jpg")) + sorted(data.rglob("*.png")) if p.with_suffix(".pts").exists()]
    if not pictures:
        sys.exit(f"{data}: has no pictures with .pts beside them; expected the folders of 300-W")
    for picture in pictures:
        to = (out / picture.relative_to(data)).with_suffix(".jpg")
        to.parent.mkdir(parents=True, exist_ok=True)
        crop(picture, to)
    listed = data / "wingloss-validation.txt"
    if listed.exists():
        shutil.copy(listed, out)
    print(f"{len(pictures)} faces")


if __name__ == "__main__":
    main()
