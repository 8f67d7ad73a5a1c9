#!/usr/bin/env python3
"""Times the whole job of reading 100,000 pins in other ecosystems, each in a process of its own.

Installs pydantic, zod and ajv into a folder that is removed afterwards, and prints a Markdown table. Starting
up and reading the file are part of the job. Needs cargo, node and npm.
"""

import json
import statistics
import subprocess
import tempfile
import time
import venv
from pathlib import Path

COUNT = 100_000
RUNS = 5
HERE = Path(__file__).resolve().parent


def timed(command: list) -> float:
    start = time.perf_counter()
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    seconds = time.perf_counter() - start
    assert output.strip() == str(COUNT), f"{command[0]} read {output.strip()} of {COUNT} pins"
    return seconds


def built(program: str) -> str:
    """Builds one of the programs beside this folder; its path."""
    command = ["cargo", "build", "--release", "--quiet", "--bin", program, "--message-format=json"]
    messages = subprocess.run(command, check=True, cwd=HERE.parent, stdout=subprocess.PIPE, text=True).stdout
    paths = [json.loads(line).get("executable") for line in messages.splitlines()]
    return next(path for path in paths if path)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        pins = folder / "pins.ndjson"
        python = folder / "python"
        with pins.open("wb") as output:
            subprocess.run([built("bodies"), str(COUNT)], check=True, stdout=output)
        members = folder / "members.json"
        with members.open("wb") as output:
            subprocess.run([built("bodies"), "members"], check=True, stdout=output)
        venv.create(python, with_pip=True)
        pip = [python / "bin" / "pip", "install", "--quiet", "--requirement", HERE / "requirements.txt"]
        subprocess.run(pip, check=True)
        for file in ["package.json", "with_zod.js", "with_ajv.js"]:
            (folder / file).write_bytes((HERE / file).read_bytes())
        subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund"], check=True, cwd=folder)
        jobs = {
            "plex-pin": [built("read_lines"), pins],
            "ajv, compiled": ["node", folder / "with_ajv.js", pins, members],
            "zod": ["node", folder / "with_zod.js", pins, members],
            "pydantic": [python / "bin" / "python", HERE / "with_pydantic.py", pins, members],
        }
        # They take turns, so that what disturbs the machine disturbs them alike.
        times = {name: [] for name in jobs}
        for _ in range(RUNS):
            for name, command in jobs.items():
                times[name].append(timed(command))
    medians = {name: statistics.median(runs) for name, runs in times.items()}
    print(f"| {COUNT:,} pins, whole job | s | least to most of {RUNS} runs | times as long |\n|---|--:|--:|--:|")
    for name, runs in times.items():
        ratio = medians[name] / medians["plex-pin"]
        print(f"| {name} | {medians[name]:.3f} | {min(runs):.3f} to {max(runs):.3f} | {ratio:.1f} |")


if __name__ == "__main__":
    main()
