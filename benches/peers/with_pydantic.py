"""Reads the pins of a file, one a line, with pydantic, and says how many are good. The members are in a second file."""

import json
import sys
from datetime import datetime
from typing import Annotated

from pydantic import ConfigDict, Field, ValidationError, create_model

with open(sys.argv[2], encoding="utf-8") as file:
    TABLES = json.load(file)
KINDS = {
    "Id": lambda: Annotated[int, Field(ge=0, le=2**53 - 1)],
    "Text": lambda: str,
    "Boolean": lambda: bool,
    "Seconds": lambda: Annotated[float, Field(ge=0)],
    "Timestamp": lambda: datetime,
    "AuthToken": lambda: str | None,
    "NewRegistration": lambda: bool | str | None,
    "Coordinates": lambda: str,
    "Location": lambda: model("Location", "location"),
}


def model(name: str, table: str) -> type:
    fields = {
        member["name"]: (KINDS[member["kind"]](), ... if member["always"] else None) for member in TABLES[table]
    }
    return create_model(name, __config__=ConfigDict(extra="forbid", strict=True), **fields)


Pin = model("Pin", "pin")
good = 0
with open(sys.argv[1], "rb") as lines:
    for line in lines:
        try:
            Pin.model_validate_json(line)
            good += 1
        except ValidationError:
            pass
print(good)
