#!/bin/sh
# Makes the pictures of the README anew: docs/pictures/make.sh [WORK]. Needs Chromium (or CHROMIUM=...), which takes the pictures of pages.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
chromium=${CHROMIUM:-chromium}
work=${1:-$(mktemp -d)}
standard=$root/model/src/main/resources/org/wingloss/model/standard

wingloss() { "$root/wingloss" "$@"; }

# page.html picture width,height
photograph() {
  "$chromium" --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size="$3" --screenshot="$2" "file://$1" >/dev/null 2>&1
}

if [ ! -d "$work/data" ]; then
  wingloss synthesise --layout jsonl --faces 120 --size 320 --seed 5 --out "$work/data"
fi

# Faces: eight of the synthetic ones, found with no box given, and one with a wrong box.
if [ ! -d "$work/drawn" ]; then
  mkdir -p "$work/some"
  for face in 00064 00104 00071 00092 00076 00030 00016; do
    cp "$work/data/images/$face.jpg" "$work/some"
  done
  cp "$work/data/images/00004.jpg" "$work/beside.jpg"
  wingloss predict "$work/some" --draw "$work/drawn" --out "$work/some.jsonl"
  wingloss predict "$work/beside.jpg" --box 0,0,170,170 --draw "$work/drawn" --out "$work/beside.jsonl"
fi
{
  echo '<!doctype html><meta charset="utf-8"><style>body{margin:0;display:grid;grid-template-columns:repeat(4,210px);gap:4px;background:#fff}'
  echo 'img{width:210px;height:210px;display:block}</style>'
  for face in 00064 00104 00071 00092 00076 00030 00016; do
    echo "<img src=\"drawn/$face.jpg.png\">"
  done
  echo '<img src="drawn/beside.jpg.png">'
} >"$work/faces.html"
photograph "$work/faces.html" "$here/faces.jpg" 852,424

# Report and CED: the built-in model on the test faces of the same data set.
if [ ! -d "$work/report" ]; then
  wingloss evaluate --model "$standard" --dataset jsonl --data "$work/data" --split test --out "$work/report"
fi
photograph "$work/report/report.html" "$here/report.png" 1000,410
{
  echo '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 400" width="720" height="400" font-family="sans-serif" role="img">'
  echo '<style>text{fill:#5a6472;font-size:12px}.grid{stroke:#d9dee5}.threshold{stroke:#5a6472;stroke-dasharray:2 3}'
  echo '.line{fill:none;stroke:#0b62a8;stroke-width:2}</style><rect width="720" height="400" fill="#fff"/>'
  awk '/<svg class="chart"/ { chart = 1; next } chart { print } /<\/svg>/ { if (chart) exit }' "$work/report/report.html"
} >"$here/ced.svg"
