"""A sign-in by pin with python-plexapi, which asks without Accept and so gets XML, with its log at DEBUG."""

import logging
import os

for name, value in {
    "identifier": "example-plexapi-1",
    "platform": "Linux",
    "platform_version": "1.0",
    "device_name": "laptop",
}.items():
    os.environ[f"PLEXAPI_HEADER_{name.upper()}"] = value

import requests
from plexapi import myplex

logging.basicConfig(level=logging.DEBUG, format="2026-01-02 03:04:05,678 %(name)s:%(levelname)s: %(message)s")


class Session(requests.Session):
    """Logs the body of each response."""

    def send(self, request, **options):
        response = super().send(request, **options)
        logging.debug("%s %s: %d\n%s", request.method, request.url, response.status_code, response.text)
        return response


session = Session()
login = myplex.MyPlexPinLogin(session=session)
logging.info("pin: %s", login.pin)
while not login.checkLogin():
    pass
login._id = "999999999"
login.token = None
login.checkLogin()
try:
    myplex.MyPlexAccount(token="CANARY-old-Pw6Gx3Kc8", session=session)
except Exception:
    logging.exception("account")
