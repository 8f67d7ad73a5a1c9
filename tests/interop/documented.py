"""Runs the commands of documents as they are, so that the documents stay true.

    documented.py workflows PLEX_PIN OUT FILE…   the commands of docs/ci that call plex-pin
    documented.py at-scale PLEX_PIN OUT          docs/at-scale.md: the same results as of a plain run
    documented.py archive PLEX_PIN OUT COUNT     writes OUT/archive.ndjson, for tests/interop/spark
"""

import collections
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PIN = {"id": 5123, "code": "7RQZ", "trusted": False, "expiresIn": 899, "createdAt": "2026-11-20T08:00:00Z"}


def fresh_folder(out: Path, name: str) -> Path:
    folder = out / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def run(script: str, folder: Path, plex_pin: str) -> subprocess.CompletedProcess:
    """Runs a script of bash, which finds the command by its name."""
    environment = os.environ | {"PATH": f"{Path(plex_pin).parent}:{os.environ['PATH']}"}
    environment.pop("GITHUB_STEP_SUMMARY", None)
    command = ["bash", "-euo", "pipefail", "-c", script]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def fail(script: str, done: subprocess.CompletedProcess):
    sys.exit(f"exit code {done.returncode}:\n{script}\n{done.stdout}{done.stderr}")


# What the commands of workflows do with captures that conform, and with captures that do not: exit codes.
WORKFLOW_COMMANDS = {"redact": (0, 1), "validate": (0, 1), "summarize": (0, 1)}


def workflow_commands(path: Path):
    """The commands of a workflow of GitHub or GitLab that call plex-pin."""
    import yaml

    for job in yaml.safe_load(path.read_text("utf-8")).get("jobs", {}).values():
        yield from (step["run"] for step in job["steps"] if "run" in step)
    for job in yaml.safe_load(path.read_text("utf-8")).values():
        if isinstance(job, dict) and isinstance(job.get("script"), list):
            yield from job["script"]


def check_workflows(plex_pin: str, out: Path, files):
    ran = 0
    for path in files:
        commands = [it for it in workflow_commands(path) if re.search(r"\bplex-pin (?!-)\w+ ", it)]
        commands = [it for it in commands if "cargo install" not in it]
        assert {re.search(r"plex-pin (\w+)", it)[1] for it in commands} == set(WORKFLOW_COMMANDS), (path, commands)
        folder = fresh_folder(out, "workflow")
        for name in ["captures", "this-week"]:
            (folder / name).mkdir()
            (folder / name / "pin.json").write_text(json.dumps(PIN))
        setup = "git init --quiet && git add . && plex-pin summarize this-week/ --format json -o summary.json"
        if (done := run(setup, folder, plex_pin)).returncode != 0:
            fail(setup, done)
        for turn in range(2):
            for command in commands:
                expected = WORKFLOW_COMMANDS[re.search(r"plex-pin (\w+)", command)[1]][turn]
                done = run(command, folder, plex_pin)
                # xargs has an exit code of its own for a command that fails.
                if (done.returncode if done.returncode != 123 else 1) != expected:
                    fail(command, done)
                ran += 1
            # Deviates, has a secret, and has a member that the summary does not know.
            for name in ["captures", "this-week"]:
                changed = PIN | {"id": "5123", "authToken": "xY7-Kd93_sQpLm2VbnRt", "novel": 1}
                (folder / name / "pin.json").write_text(json.dumps(changed))
        written = re.findall(r"=([\w.-]+\.(?:sarif|json|xml))|--html (\S+)", path.read_text("utf-8"))
        for name in filter(None, (name for pair in written for name in pair)):
            assert (folder / name).stat().st_size > 0, name
            uploaded = path.read_text("utf-8").count(name)
            assert uploaded >= 2, f"{path}: {name} is written and not passed on"
    print(f"workflows: {ran} runs of their commands")


def blocks(path: Path, language: str):
    return re.findall(rf"^```{language}\n(.*?)^```$", path.read_text("utf-8"), re.MULTILINE | re.DOTALL)


def archive(count: int):
    """Lines of an archive: captures of this repository, each as one line, and lines that are no document."""
    lines = ['{"id":5123,"code":"7RQZ"', '{"level":30,"time":1,"msg":"start"}']
    for path in sorted((ROOT / "tests/captures").glob("*.json")):
        try:
            lines.append(json.dumps(json.loads(path.read_bytes())))
        except ValueError:
            # Not JSON, or not UTF-8: no line.
            continue
    assert len(lines) > 40
    return [lines[index % len(lines)] for index in range(count)]


def records(path: Path):
    every = map(json.loads, path.read_text("utf-8").splitlines())
    return [record for record in every if "verdict" in record]


def without_place(record):
    """A record without what a filter cannot know: the name of the archive and the line in it."""
    return {key: value for key, value in record.items() if key not in ("source", "record")}


def check_at_scale(plex_pin: str, out: Path):
    import duckdb

    document = ROOT / "docs/at-scale.md"
    folder = fresh_folder(out, "at-scale")
    lines = archive(5000)
    # Several blocks of the size in the document.
    assert sum(map(len, lines)) > 1 << 20
    (folder / "archive.ndjson").write_text("\n".join(lines) + "\n", "utf-8")
    (folder / "responses").mkdir()
    for index, line in enumerate(lines[:300]):
        (folder / "responses" / f"it's {index:03}.json").write_text(line, "utf-8")
    scripts = blocks(document, "sh")
    assert len(scripts) == 4, "a command was added or removed: check its result below"
    for script in scripts:
        done = run(script, folder, plex_pin)
        # Some documents of the archive cannot be converted, in each block.
        is_converting = "plex-pin convert" in script
        if not (1 < done.returncode <= 100 if is_converting else done.returncode == 0):
            fail(script, done)
    check_blocks(folder, plex_pin)
    check_query(document, folder, duckdb)
    for block in blocks(document, "python"):
        assert block in (ROOT / "tests/interop/spark.py").read_text("utf-8"), "spark.py has another function"


def check_blocks(folder: Path, plex_pin: str):
    plain, report = records(folder / "plain.ndjson"), records(folder / "report.ndjson")
    assert len(plain) > 4000
    assert list(map(without_place, plain)) == list(map(without_place, report))
    assert sum(record["record"] == 1 for record in report) > 1, "one block"

    files = records(folder / "files.ndjson")
    once = run("plex-pin validate --fail-on never --format ndjson responses", folder, plex_pin)
    assert files == [it for it in map(json.loads, once.stdout.splitlines()) if "verdict" in it]

    once = run("plex-pin convert --lines --redacted archive.ndjson", folder, plex_pin)
    assert (folder / "canonical.ndjson").read_text("utf-8") == once.stdout
    of_blocks, of_archive = (
        # What was not checked is counted at the end of each block.
        [re.sub(r"^(<stdin>|archive\.ndjson):\d+:", "", it) for it in text.splitlines() if not it.startswith("plex-pin: ")]
        for text in ((folder / "deviations.txt").read_text("utf-8"), once.stderr)
    )
    assert of_blocks == of_archive and len(of_blocks) > 1000
    print(f"parallel: {len(report)} records, {len(files)} of files, and {once.stdout.count(chr(10))} documents")


def check_query(document: Path, folder: Path, duckdb):
    os.chdir(folder)
    connection = duckdb.connect()
    for query in blocks(document, "sql"):
        connection.execute(query)
    report = records(folder / "report.ndjson")
    total = collections.Counter(record["document"] for record in report)
    findings, documents = collections.Counter(), collections.Counter()
    for record in report:
        keys = [(record["document"], *map(it.get, ("code", "severity", "pointer"))) for it in record["findings"]]
        findings.update(keys)
        documents.update(set(keys))
    page = json.loads((folder / "page.json").read_text("utf-8"))
    assert len(page) == len(findings) > 30
    for row in page:
        key = (row["document"], row["code"], row["severity"], row["pointer"])
        assert row["findings"] == findings[key] and row["documents"] == documents[key], row
        assert abs(row["percent"] - 100 * documents[key] / total[row["document"]]) < 0.01, row
        assert row["message"]
    assert [row["documents"] for row in page] == sorted(documents.values(), reverse=True)
    print(f"DuckDB: {len(page)} rows, as counted here")


part, plex_pin, out = sys.argv[1:4]
match part:
    case "workflows":
        check_workflows(plex_pin, Path(out), map(Path, sys.argv[4:]))
    case "at-scale":
        check_at_scale(plex_pin, Path(out))
    case "archive":
        (Path(out) / "archive.ndjson").write_text("\n".join(archive(int(sys.argv[4]))) + "\n", "utf-8")
    case _:
        sys.exit(__doc__)
