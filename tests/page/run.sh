#!/usr/bin/env bash
# Opens the web pages of `examples/report.rs` in headless Chromium: whether they load nothing from
# elsewhere, say what they should, and no text of a chart overlaps another or leaves its chart.
# Skipped, visibly, where there is no Chromium and none can be installed.
set -euo pipefail
cd "$(dirname "$0")/../.."

find_browser() {
    command -v chromium || command -v chromium-browser || command -v google-chrome || true
}

browser=$(find_browser)
if [ -z "$browser" ] && [ "${CI:-}" = true ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    (apt-get update -q && timeout 600 apt-get install -y -q --no-install-recommends chromium fonts-dejavu-core) \
        >/dev/null 2>&1 || true
    browser=$(find_browser)
fi
if [ -z "$browser" ]; then
    echo "page: 0 passed, 0 failed, 1 skipped (no chromium here)"
    exit 0
fi

folder=target/page
mkdir -p "$folder"
passed=0
failed=0
check() { # what, then a command
    local what=$1
    shift
    if "$@"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "page: failed: $what"
    fi
}

for pair in "Skive da" "Læsø en" "København da" "Ringkøbing-Skjern en"; do
    place=${pair% *}
    language=${pair##* }
    page="$folder/$place-$language.html"
    cargo run --quiet --all-features --example report -- "$place" "$language" "$page" >/dev/null
    # The same page with a probe, which leaves its findings in the title.
    probe="$folder/probe.html"
    { cat "$page"; echo "<script>"; cat tests/page/probe.js; echo "</script>"; } >"$probe"
    dom="$folder/dom.html"
    log="$folder/log.txt"
    "$browser" --headless --no-sandbox --disable-gpu --window-size=800,1000 --virtual-time-budget=2000 \
        --enable-logging=stderr --dump-dom "file://$PWD/$probe" >"$dom" 2>"$log"
    check "$page: language" grep -q "<html lang=\"$language\">" "$dom"
    check "$page: heading" grep -q "<h1>.* $place 2023</h1>" "$dom"
    check "$page: nothing is loaded from elsewhere" \
        bash -c "! grep -Eq '(src|href)=\"(https?:)?//|@import|url\\(' '$page'"
    check "$page: console" bash -c "! grep -q 'CONSOLE' '$log'"
    check "$page: charts" [ "$(grep -o '<svg ' "$dom" | wc -l)" -ge 3 ]
    found=$(sed -n 's/.*<title>probe: \([^<]*\)<\/title>.*/\1/p' "$dom" | head -1)
    check "$page: texts of charts: $found" [ "$found" = "0 overlaps, 0 outside" ]
done
echo "page: $passed passed, $failed failed, 0 skipped"
[ "$failed" = 0 ]
