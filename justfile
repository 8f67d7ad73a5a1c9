# The stages of .ci/run by short names. `just --list` prints this list.

# Format, lints, layers and unit tests: under two minutes once the dependencies are built.
check:
    .ci/run lint layers

# The test command of the README.
test:
    .ci/run test

# Everything that must pass before a change lands.
ci:
    .ci/run

# One stage, or several: `just stage coverage fuzz`.
stage +STAGES:
    .ci/run {{STAGES}}
