#!/usr/bin/env bash
# The same build as for OSS-Fuzz.
exec bash "${SRC:+$SRC/plex-pin/}fuzz/oss-fuzz/build.sh"
