#!/usr/bin/env bash
# The same build as for OSS-Fuzz. In a container the sources are in $SRC; else they are where this script is.
root=${SRC:+$SRC/plex-pin}
root=${root:-$(cd "$(dirname "$0")/.." && pwd)}
exec bash "$root/fuzz/oss-fuzz/build.sh"
