#!/usr/bin/env bash
# Builds every target with its options, dictionary and seeds into $OUT, as OSS-Fuzz and ClusterFuzzLite want them.
# Outside of a container: OUT=/tmp/out fuzz/oss-fuzz/build.sh
set -euo pipefail

: "${OUT:?a folder for what is built}"
# In a container the sources are in $SRC; else they are where this script is.
root=${SRC:+$SRC/plex-pin}
root=${root:-$(cd "$(dirname "$0")/../.." && pwd)}
cd "$root/fuzz"
mkdir -p "$OUT"

# The images have nightly as the default; elsewhere it must be asked for. `coverage` is a matter of the image's flags.
toolchain=()
[[ -n ${SRC:-} ]] || toolchain=("+$(../.ci/nightly)")
sanitizer=${SANITIZER:-address}
[[ $sanitizer == coverage ]] && sanitizer=none

cargo "${toolchain[@]}" fuzz build --sanitizer "$sanitizer"

host=$(rustc "${toolchain[@]}" -vV | sed -n 's/^host: //p')
built=${CARGO_TARGET_DIR:-$root/fuzz/target}/$host/release
for target in fuzz_targets/*.rs; do
    name=$(basename "$target" .rs)
    cp "$built/$name" "$OUT/"
    cp plex-pin.dict "$OUT/$name.dict"
    cp oss-fuzz/target.options "$OUT/$name.options"
    rm -f "$OUT/${name}_seed_corpus.zip"
    # A seed and a regression may have one name, so the folders stay.
    folders=("seeds/$name")
    [[ ! -d regressions/$name ]] || folders+=("regressions/$name")
    zip -q -r "$OUT/${name}_seed_corpus.zip" "${folders[@]}"
done
