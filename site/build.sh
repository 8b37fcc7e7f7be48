#!/usr/bin/env bash
# Builds the site into site/target/site: ./mvnw package -Psite -Dmaven.test.skip=true. Needs Node.js 20 or newer.
# Where Chromium is (or CHROMIUM names it), pictures of some pages are taken into site/target/screenshots.
set -euo pipefail
cd "$(dirname "$0")"
root=$(cd .. && pwd)
if ! command -v npm >/dev/null; then
  echo "site: needs Node.js 20 or newer with npm" >&2
  exit 1
fi
[ -d node_modules/vitepress ] || npm ci --no-audit --no-fund --silent

# Javadoc of all modules together; of spark too where its profile has built it.
rm -rf target/pages target/site target/verbs
mkdir -p target/pages/public target/verbs
: >target/sources.txt
classes=
for pom in "$root"/*/pom.xml; do
  module=$(dirname "$pom")
  case $module in */benchmarks) continue ;; */spark) [ -d "$module/target/spark-home/jars" ] && classes=$classes:$module/target/spark-home/jars/* || continue ;; esac
  if [ -d "$module/src/main/java" ] && [ -f "$module/target/runtime.classpath" ]; then
    find "$module/src/main/java" -name '*.java' >>target/sources.txt
    classes=$classes:$(cat "$module/target/runtime.classpath")
  fi
done
"${JAVA_HOME:+$JAVA_HOME/bin/}javadoc" -quiet -Xdoclint:none -public -notimestamp -encoding UTF-8 -windowtitle 'Wing Loss' \
  -doctitle 'Wing Loss' -d target/pages/public/api -classpath "${classes#:}" @target/sources.txt 2>target/javadoc.log ||
  { tail -n 20 target/javadoc.log >&2; exit 1; }

# Reference of the verbs: what picocli prints, 80 columns wide.
program=("${JAVA_HOME:+$JAVA_HOME/bin/}java" -XX:TieredStopAtLevel=1 -Dpicocli.usage.width=80 -Dpicocli.ansi=false
  -cp "$root/cli/target/*:$root/cli/target/lib/*" org.wingloss.cli.Main)
for verb in $("${program[@]}" --help | sed -n 's/^  \([a-z][a-z0-9-]*\) .*/\1/p'); do
  "${program[@]}" "$verb" --help >"target/verbs/$verb.txt"
done

node prepare.mjs
node_modules/.bin/vitepress build .
node check.mjs

chromium=${CHROMIUM:-chromium}
if command -v "$chromium" >/dev/null; then
  mkdir -p target/screenshots
  node_modules/.bin/vitepress preview . --port 8093 >/dev/null 2>&1 &
  server=$!
  trap 'kill $server 2>/dev/null || :' EXIT
  sleep 5
  for page in index guide/quick-start guide/own-landmarks paper modules/model verbs/train; do
    for size in 1280,900 390,844; do
      "$chromium" --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=$size --virtual-time-budget=8000 \
        --screenshot="target/screenshots/${page//\//-}-${size%,*}.png" "http://localhost:8093/$page.html" >/dev/null 2>&1
    done
  done
  echo "site: pictures in site/target/screenshots"
fi
