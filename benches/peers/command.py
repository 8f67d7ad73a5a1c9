#!/usr/bin/env python3
"""Measures the command plex-pin, and prints Markdown: an archive of 1 GB beside `wc -l`, starting up beside `true`,
and a folder of 10,000 files beside three validators of JSON Schema.

Runs take turns, so that what else the machine does meets all of them; a ratio is taken in each round, and the table
shows the median and the range. Captures and peers are kept in the folder `command` of the target folder, and are
made and installed there if they lack (needs cargo, node and npm). Ends with 1 where a promise is missed.
"""

import json
import os
import statistics
import subprocess
import sys
import time
import venv
from pathlib import Path

ROUNDS = 7
STARTS = 100
HERE = Path(__file__).resolve().parent
BENCHES = HERE.parent
PACKAGE = BENCHES.parent
SCHEMAS = PACKAGE / "schemas"


def main() -> None:
    binary, generator = built(PACKAGE, "plex-pin", "--features", "cli"), built(BENCHES, "archive")
    place = Path(binary).parents[1] / "command"
    place.mkdir(exist_ok=True)
    archive, folder = place / "archive.ndjson", place / "captures"
    if not archive.exists():
        partial = place / "partial"
        with partial.open("wb") as out:
            subprocess.run([generator, "1GB"], check=True, stdout=out)
        partial.rename(archive)
    if not folder.exists():
        subprocess.run([generator, "10000", folder], check=True)
    kept = of_archive(binary, archive)
    kept &= of_start(binary, next(folder.iterdir()))
    of_folder(binary, folder, place)
    sys.exit(0 if kept else 1)


def of_archive(binary: str, archive: Path) -> bool:
    """The archive in the page cache."""
    commands = {"`wc -l`": ["wc", "-l", archive]}
    for reading in ["auto", "pin"]:
        for threads in ["1", "2"]:
            name = f"`validate --as {reading} --threads {threads}`"
            commands[name] = [binary, "validate", "--as", reading, "--threads", threads, archive]
    archive.read_bytes()
    rounds = turns(commands, ROUNDS)
    size = archive.stat().st_size / 1e9
    print(f"\n{size:.2f} GB, one pin a line; promised: at most 4 times `wc -l` with two threads\n")
    print("| command | GB/s | seconds | processor seconds | times `wc -l` |\n|---|---|---|---|---|")
    kept = True
    for name, runs in rounds.items():
        seconds = statistics.median(run.seconds for run in runs)
        ratios = [run.seconds / wc.seconds for run, wc in zip(runs, rounds["`wc -l`"])]
        kept &= name == "`wc -l`" or "--threads 1" in name or statistics.median(ratios) <= 4
        cpu = statistics.median(run.cpu for run in runs)
        print(f"| {name} | {size / seconds:.2f} | {seconds:.2f} | {cpu:.2f} | {spread(ratios)} |")
    return kept


def of_start(binary: str, file: Path) -> bool:
    """A single small file."""
    rounds = turns({"true": ["true"], "plex-pin": [binary, "validate", file]}, STARTS)
    more = [(run.seconds - nothing.seconds) * 1e3 for run, nothing in zip(rounds["plex-pin"], rounds["true"])]
    median = statistics.median(more)
    print(f"\nOne small file: {median:.1f} ms more than `true`; promised: under 5 ms")
    return median < 5


def of_folder(binary: str, folder: Path, place: Path) -> None:
    """Single files, each validator with the strict schema of a pin."""
    if not SCHEMAS.exists():
        print("\nNo schemas, so that the folder is not measured beside validators of them.")
        return
    files = sorted(folder.iterdir())
    schema = SCHEMAS / "pin.strict.json"
    instances = [word for file in files for word in ("-i", file)]
    commands = {
        "plex-pin": [binary, "validate", folder],
        "jsonschema-cli": [*jsonschema_cli(place), schema, *instances],
        "ajv-cli": [*ajv_cli(place), "-s", schema, "-d", f"{folder}/*.json"],
        "check-jsonschema": [check_jsonschema(place), "--schemafile", schema, *files],
    }
    rounds = turns(commands, 3)
    print(f"\n{len(files):,} files of one pin each, in one folder\n")
    print("| validator | seconds | times plex-pin |\n|---|---|---|")
    for name, runs in rounds.items():
        seconds = statistics.median(run.seconds for run in runs)
        ratios = [run.seconds / ours.seconds for run, ours in zip(runs, rounds["plex-pin"])]
        print(f"| {name} | {seconds:.2f} | {spread(ratios)} |")


def jsonschema_cli(place: Path) -> list:
    path = place / "cargo" / "bin" / "jsonschema-cli"
    if not path.exists():
        subprocess.run(["cargo", "install", "--quiet", "--root", place / "cargo", "jsonschema-cli"], check=True)
    return [path, "validate"]


def ajv_cli(place: Path) -> list:
    path = place / "npm" / "node_modules" / ".bin" / "ajv"
    if not path.exists():
        options = ["--silent", "--no-audit", "--no-fund", "--prefix", place / "npm"]
        subprocess.run(["npm", "install", *options, "ajv-cli"], check=True)
    return [path, "validate", "--spec=draft2020", "--strict=false"]


def check_jsonschema(place: Path) -> Path:
    path = place / "python" / "bin" / "check-jsonschema"
    if not path.exists():
        venv.create(place / "python", with_pip=True)
        pip = place / "python" / "bin" / "pip"
        subprocess.run([pip, "install", "--quiet", "check-jsonschema"], check=True)
    return path


class Run:
    """One run of a command: how long it took, and how much of the processors."""

    def __init__(self, command: list) -> None:
        before, start = os.times(), time.perf_counter()
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.seconds = time.perf_counter() - start
        after = os.times()
        self.cpu = (after.children_user - before.children_user) + (after.children_system - before.children_system)
        assert done.returncode == 0, f"{command[0]} ended with {done.returncode}: {done.stderr[:500]}"


def turns(commands: dict, rounds: int) -> dict:
    """The runs of each command, which take turns."""
    runs = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            runs[name].append(Run(command))
    return runs


def spread(ratios: list) -> str:
    return f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"


def built(package: Path, program: str, *options: str) -> str:
    """Builds a program of a package; its path."""
    command = ["cargo", "build", "--release", "--quiet", "--bin", program, *options, "--message-format=json"]
    messages = subprocess.run(command, check=True, cwd=package, stdout=subprocess.PIPE, text=True).stdout
    paths = [json.loads(line).get("executable") for line in messages.splitlines()]
    return next(path for path in paths if path)


if __name__ == "__main__":
    main()
