#!/usr/bin/env python3
"""Measures the command plex-pin, and prints Markdown: an archive of 1 GB beside `wc -l`, its memory beside that for a
tenth of it, captures of other forms beside `wc -l`, each format of a report beside `ndjson`, starting up beside `true`,
and a folder of 10,000 files beside three validators of JSON Schema. With `million` a folder of 1,000,000 files too, which
takes 4 GB of the disk until it is removed. With arguments only these parts: archive, memory, captures, formats, start,
million, folder.

Runs take turns, so that what else the machine does meets all of them; a ratio is taken in each round, and the table
shows the median and the range. Captures and peers are kept in the folder `command` of the target folder, and are
made and installed there if they lack (needs cargo, node and npm, and GNU time). Ends with 1 where a promise is missed.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
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
    binary, generator = built(PACKAGE, "plex-pin", "--package", "plex-pin-cli"), built(BENCHES, "archive")
    place = Path(binary).parents[1] / "command"
    place.mkdir(exist_ok=True)
    archive, tenth, folder = place / "archive.ndjson", place / "tenth.ndjson", place / "captures"
    deviating = place / "deviating.ndjson"
    captures = {form: place / f"{form}.capture" for form in CAPTURES}
    parts = {
        "archive": lambda: of_archive(binary, archive),
        "captures": lambda: of_captures(binary, captures),
        "memory": lambda: of_memory(binary, [tenth, archive]),
        "formats": lambda: of_formats(binary, deviating),
        "start": lambda: of_start(binary, next(folder.iterdir())),
        "million": lambda: of_million(binary, generator, folder, place / "million"),
        "folder": lambda: of_folder(binary, folder, place),
    }
    names = sys.argv[1:] or [name for name in parts if name != "million"]
    made = [(archive, ["1GB"]), (tenth, ["100MB"]), (deviating, ["200MB", "deviating"])]
    made += [(path, [CAPTURES[form][0], form]) for form, path in captures.items() if "captures" in names]
    for path, size in made:
        if not path.exists():
            partial = place / "partial"
            with partial.open("wb") as out:
                subprocess.run([generator, *size], check=True, stdout=out)
            partial.rename(path)
    if not folder.exists():
        subprocess.run([generator, "10000", folder], check=True)
    # Those without a promise return nothing.
    kept = [parts[name]() in (None, True) for name in names]
    sys.exit(0 if all(kept) else 1)


def of_archive(binary: str, archive: Path) -> bool:
    """The archive in the page cache."""
    commands = {"`wc -l`": ["wc", "-l", archive]}
    for reading in ["auto", "pin"]:
        for threads in ["1", "2"]:
            name = f"`validate --as {reading} --threads {threads}`"
            commands[name] = [binary, "validate", "--as", reading, "--threads", threads, archive]
    for threads in ["1", "2"]:
        commands[f"`summarize --threads {threads}`"] = [binary, "summarize", "--threads", threads, archive]
    subprocess.run(["wc", "-l", archive], check=True, stdout=subprocess.DEVNULL)
    rounds = turns(commands, ROUNDS)
    size = archive.stat().st_size / 1e9
    print(f"\n{size:.2f} GB, one pin a line; promised: `validate` at most 4 times `wc -l` with two threads\n")
    print("| command | GB/s | seconds | of the processors: user | kernel | times `wc -l` |\n|---|---|---|---|---|---|")
    kept = True
    for name, runs in rounds.items():
        seconds = statistics.median(run.seconds for run in runs)
        ratios = [run.seconds / wc.seconds for run, wc in zip(runs, rounds["`wc -l`"])]
        kept &= not ("validate" in name and "--threads 2" in name) or statistics.median(ratios) <= 4
        user, kernel = (statistics.median(times) for times in zip(*((run.user, run.kernel) for run in runs)))
        speed = f"{size / seconds:.2f} | {seconds:.2f} | {user:.2f} | {kernel:.2f}"
        print(f"| {name} | {speed} | {spread(ratios)} |")
    return kept


# Of each form: the size, and how many times `wc -l` is promised with two threads; None if nothing is.
CAPTURES = {"session": ("1GB", 8), "har": ("200MB", None), "log": ("1GB", None)}


def of_captures(binary: str, captures: dict) -> bool:
    """Captures in the page cache: the HAR of a session, a HAR of pins alone, a log without one."""
    print("\nPromised: the HAR of a session in at most 8 times `wc -l` and 20 MB of memory\n")
    print("| capture | GB/s | seconds | times `wc -l` | peak |\n|---|---|---|---|---|")
    kept = True
    for form, path in captures.items():
        command = [binary, "validate", "--fail-on", "never", "--threads", "2", path]
        rounds = turns({"wc": ["wc", "-l", path], "ours": command}, ROUNDS)
        seconds = statistics.median(run.seconds for run in rounds["ours"])
        ratios = [ours.seconds / wc.seconds for ours, wc in zip(rounds["ours"], rounds["wc"])]
        size, memory, most = path.stat().st_size / 1e9, peak(command), CAPTURES[form][1]
        if most is not None:
            kept &= statistics.median(ratios) <= most and memory <= 20
        print(f"| {form}, {size:.2f} GB | {size / seconds:.2f} | {seconds:.2f} | {spread(ratios)} | {memory:.1f} MB |")
    return kept


def of_formats(binary: str, archive: Path) -> bool:
    """Each format on an archive with findings in a hundredth of its records."""
    formats = ["ndjson", "json", "human", "sarif", "junit", "github", "gitlab"]
    command = [binary, "validate", "--fail-on", "never", "--threads", "2", archive, "--format"]
    rounds = turns({name: [*command, name] for name in formats}, ROUNDS)
    size = archive.stat().st_size / 1e9
    print(f"\n{size:.2f} GB, a hundredth of the pins deviates; promised: at most 1.3 times `ndjson`\n")
    print("| format | seconds | times `ndjson` |\n|---|---|---|")
    kept = True
    for name, runs in rounds.items():
        ratios = [run.seconds / lines.seconds for run, lines in zip(runs, rounds["ndjson"])]
        kept &= statistics.median(ratios) <= 1.3
        print(f"| `{name}` | {statistics.median(run.seconds for run in runs):.2f} | {spread(ratios)} |")
    return kept


def of_memory(binary: str, archives: list) -> None:
    print("\n| archive | peak with one thread | with two | with eight |\n|---|---|---|---|")
    for archive in archives:
        peaks = [peak([binary, "validate", "--threads", threads, archive]) for threads in ["1", "2", "8"]]
        print(f"| {archive.stat().st_size / 1e9:.2f} GB | {' | '.join(f'{peak:.1f} MB' for peak in peaks)} |")


def of_million(binary: str, generator: str, small: Path, folder: Path) -> None:
    """A folder of a hundred times as many files; the first run finds them on the disk, the others in memory."""
    if not folder.exists():
        subprocess.run([generator, "1000000", folder], check=True)
    print("\n| files | seconds | of the processors: user | kernel | peak |\n|---|---|---|---|---|")
    for path in [small, folder]:
        command = [binary, "validate", "--quiet", path]
        runs = [Run(command) for _ in range(3)]
        best = min(runs, key=lambda run: run.seconds)
        times = f"{best.seconds:.2f} | {best.user:.2f} | {best.kernel:.2f}"
        print(f"| {sum(1 for _ in os.scandir(path)):,} | {times} | {peak(command):.0f} MB |")


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
        with tempfile.TemporaryFile() as errors:
            start = time.perf_counter()
            done = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors)
            _, status, usage = os.wait4(done.pid, 0)
            self.seconds = time.perf_counter() - start
            done.returncode = os.waitstatus_to_exitcode(status)
            errors.seek(0)
            assert done.returncode == 0, f"{command[0]} ended with {done.returncode}: {errors.read(500)}"
        self.user, self.kernel = usage.ru_utime, usage.ru_stime


def peak(command: list) -> float:
    """The most memory that a command has, in MB. What the system tells us of our children counts our own memory."""
    done = subprocess.run(["/usr/bin/time", "-f", "%M", *command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert done.returncode == 0, done.stderr[:500]
    return int(done.stderr.split()[-1]) * 1024 / 1e6


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
