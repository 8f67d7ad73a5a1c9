# The stages of .ci/run by short names; the commands themselves are there. `just --list` prints this list.

# Format, lints, layers and unit tests: under two minutes once the dependencies are built.
check:
    .ci/run lint layers

# The test command of the README.
test:
    .ci/run test

# Each fuzz target for so many seconds.
fuzz SECONDS="60":
    .ci/fuzz {{SECONDS}}

# The documentation, without a warning.
doc:
    .ci/run doc

# Instruction counts and growth.
bench:
    .ci/run bench

# Spelling, unused dependencies.
house:
    .ci/run house

# What a release needs beside CI; RELEASING.md has the rest.
release:
    .ci/deny
    .ci/api
    .ci/minimal
    .ci/msrv
    .ci/docsrs
    .ci/packed

# Everything that must pass before a change lands. It installs nothing, and lists what it skipped.
ci:
    .ci/run

# One stage, or several: `just stage coverage fuzz`.
stage +STAGES:
    .ci/run {{STAGES}}
