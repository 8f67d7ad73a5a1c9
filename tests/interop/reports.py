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

saved = json.loads((folder / "summary.json").read_text("utf-8"))
jsonschema.validate(saved, json.loads(Path("schemas/summary.json").read_text("utf-8")))
counts = [saved["documents"][verdict] for verdict in ("conforming", "deviating", "refused")]
assert sum(counts) == saved["documents"]["total"] > 50, saved["documents"]

violations = json.loads((folder / "report.gitlab.json").read_text("utf-8"))
# What GitLab's documentation of the format requires: docs.gitlab.com/ci/testing/code_quality.
text = {"type": "string", "minLength": 1}
violation = {
    "type": "object",
    "required": ["description", "check_name", "fingerprint", "severity", "location"],
    "properties": {
        "description": text,
        "check_name": text,
        "fingerprint": text,
        "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
        "location": {
            "type": "object",
            "required": ["path", "lines"],
            "properties": {
                "path": {"type": "string", "pattern": "^(?!\\./|/).+"},
                "lines": {
                    "type": "object",
                    "required": ["begin"],
                    "properties": {"begin": {"type": "integer", "minimum": 1}},
                },
            },
        },
    },
}
jsonschema.validate(violations, {"type": "array", "items": violation})
assert len({violation["fingerprint"] for violation in violations}) == sum(expected.values())
print(f"reports: {failed} failed documents and {sum(expected.values())} findings, read alike")
