"""Reads the pins of a file, one a line, with pydantic, and says how many are good."""

import sys
from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Location(Model):
    code: str
    european_union_member: bool
    continent_code: str
    country: str
    city: str
    time_zone: str
    postal_code: str
    in_privacy_restricted_country: bool
    in_privacy_restricted_region: bool
    subdivisions: str
    coordinates: str


class Pin(Model):
    id: Annotated[int, Field(ge=0, le=2**53 - 1)]
    code: str
    product: str
    trusted: bool
    qr: str
    clientIdentifier: str
    location: Location
    expiresIn: Annotated[float, Field(ge=0)]
    createdAt: datetime
    expiresAt: datetime
    authToken: str | None
    newRegistration: bool | str | None


good = 0
with open(sys.argv[1], "rb") as lines:
    for line in lines:
        try:
            Pin.model_validate_json(line)
            good += 1
        except ValidationError:
            pass
print(good)
