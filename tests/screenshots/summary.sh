#!/bin/sh
# Takes screenshots of a page of `plex-pin summarize --html`: at two widths, in both themes, and as printed.
# Needs chromium. Use: tests/screenshots/summary.sh PAGE FOLDER
set -eu
page=$(realpath "$1")
mkdir -p "$2"
folder=$(realpath "$2")
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT

browser() {
    chromium --headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update \
        --disable-sync --no-first-run --hide-scrollbars --user-data-dir="$profile" "$@" "file://$page" 2>/dev/null
}

for width in 420 1280; do
    for theme in light dark; do
        dark=$([ "$theme" = dark ] && echo 0 || echo 1)
        browser --blink-settings=preferredColorScheme="$dark" --window-size="$width,6000" \
            --screenshot="$folder/$width-$theme.png" >/dev/null
    done
done
browser --no-pdf-header-footer --print-to-pdf="$folder/print.pdf" >/dev/null
ls "$folder"
