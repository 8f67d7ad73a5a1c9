"""Asks the Python tools for verdicts on the documents: `jsonschema`, `check-jsonschema`, and the types of `datamodel-code-generator`."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema

def schema_files(schemas: Path):
    """The file, root and mode of every schema."""
    for path in sorted(schemas.glob("*.*.json")):
        root, mode = path.name.split(".")[:2]
        yield path, root, mode


def expectations(cases, root, mode):
    """The documents that a schema judges, with the verdict of the decoder."""
    for index, case in enumerate(cases):
        if case["root"] == root and case[mode] is not None:
            yield index, case["text"], case[mode]


def ask_jsonschema(cases, schemas: Path) -> int:
    asked = 0
    for path, root, mode in schema_files(schemas):
        schema = json.loads(path.read_text("utf-8"))
        validator_class = jsonschema.validators.validator_for(schema)
        validator_class.check_schema(schema)
        validator = validator_class(schema)
        for _, text, expected in expectations(cases, root, mode):
            verdict = validator.is_valid(json.loads(text))
            if verdict != expected:
                sys.exit(f"jsonschema: {verdict} by {path.name}: {text}")
            asked += 1
    return asked


def ask_check_jsonschema(cases, schemas: Path, out: Path) -> int:
    asked = 0
    folder = out / "documents"
    folder.mkdir(exist_ok=True)
    for index, case in enumerate(cases):
        (folder / f"{index}.json").write_bytes(case["text"].encode())
    for path, root, mode in schema_files(schemas):
        expected = {f"{index}.json": verdict for index, _, verdict in expectations(cases, root, mode)}
        names = list(expected)
        for start in range(0, len(names), 1000):
            part = names[start : start + 1000]
            command = ["check-jsonschema", "--schemafile", str(path.resolve()), "-o", "json", *part]
            answer = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
            report = json.loads(answer.stdout)
            refused = {error["filename"] for error in report["errors"] + report["parse_errors"]}
            for name in part:
                verdict = name not in refused
                if verdict != expected[name]:
                    text = (folder / name).read_text("utf-8")
                    sys.exit(f"check-jsonschema: {verdict} by {path.name}: {text}")
            asked += len(part)
    return asked


def read_typed(model: Path, captures) -> int:
    """Reads captured pins into the classes that `datamodel-code-generator` has made."""
    sys.path.insert(0, str(model.parent))
    module = __import__(model.stem)
    read = 0
    for path in captures:
        text = path.read_text("utf-8")
        pin = module.PlexPinComplete.model_validate_json(text)
        again = json.loads(pin.model_dump_json(by_alias=True))
        if again != json.loads(text):
            sys.exit(f"datamodel-code-generator: {path.name} reads as {again}")
        read += 1
    return read


def main():
    schemas, out = Path(sys.argv[1]), Path(sys.argv[2])
    captures = [Path(path) for path in sys.argv[3:]]
    lines = (out / "documents.jsonl").read_text("utf-8").split("\n")
    cases = [json.loads(line) for line in lines if line]
    print(f"jsonschema: {ask_jsonschema(cases, schemas)} verdicts, all equal")
    print(f"check-jsonschema: {ask_check_jsonschema(cases, schemas, out)} verdicts, all equal")
    print(f"datamodel-code-generator: {read_typed(out / 'pin_model.py', captures)} captured pins read")


main()
