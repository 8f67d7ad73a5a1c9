"""An application that signs in with requests, with logging of http.client and urllib3 at DEBUG."""

import http.client
import logging

import requests

logging.basicConfig(level=logging.DEBUG, format="2026-01-02 03:04:05,678 %(levelname)s [%(name)s] %(message)s")
log = logging.getLogger("signin")
http.client.HTTPConnection.debuglevel = 1

API = "https://plex.tv/api/v2"
session = requests.Session()
session.headers.update({"X-Plex-Client-Identifier": "example-py-1", "Accept": "application/json"})

pin = session.post(f"{API}/pins", data={"strong": "true"})
log.info("new pin: %s", pin.text)
for _ in range(2):
    poll = session.get(f"{API}/pins/{pin.json()['id']}")
    log.debug("GET %s -> %d %s", poll.url, poll.status_code, poll.text)
# Python's notation, not JSON.
log.debug("decoded: %r", poll.json())
log.debug("as bytes: %r", poll.content)
log.debug("XML: %s", session.get(poll.url, headers={"Accept": "*/*"}).text)
log.warning("limited: %s", session.get(f"{API}/pins/429001").text)
log.warning("limited: %s", session.get(f"{API}/pins/429003").text)
session.headers["X-Plex-Token"] = "CANARY-old-Pw6Gx3Kc8"
try:
    answer = session.get(f"{API}/geoip")
    answer.raise_for_status()
except requests.HTTPError:
    log.exception("sign-in failed: %s", answer.text)
