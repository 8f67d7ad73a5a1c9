"""Reads the reports of `plex-pin validate` with tools that people use: `junitparser`, `sarif-tools`, `jsonschema`."""

import json
import sys
from pathlib import Path

import jsonschema
from junitparser import Failure, JUnitXml
from sarif import loader

folder = Path(sys.argv[1])
report = json.loads((folder / "report.json").read_text("utf-8"))
jsonschema.validate(report, json.loads(Path("schemas/report.json").read_text("utf-8")))
summary = report["summary"]
assert summary["documents"] > 50, summary

failed = sum(
    any(isinstance(result, Failure) for result in case.result)
    for suite in JUnitXml.fromfile(str(folder / "report.xml"))
    for case in suite
)
assert failed == summary["deviating"] + summary["refused"], (failed, summary)

sarif = loader.load_sarif_file(str(folder / "report.sarif"))
levels = [result["level"] for result in sarif.get_results()]
counts = {level: levels.count(level) for level in levels}
expected = {"error": summary["errors"], "warning": summary["warnings"], "note": summary["notes"]}
assert {level: counts.get(level, 0) for level in expected} == expected, (counts, expected)

violations = json.loads((folder / "report.gitlab.json").read_text("utf-8"))
assert len({violation["fingerprint"] for violation in violations}) == sum(expected.values())
print(f"reports: {failed} failed documents and {sum(expected.values())} findings, read alike")
