"""An application that signs in, with loguru's serialised records, which hold each message twice."""

import sys

import requests
from loguru import logger

logger.remove()
logger.add(sys.stdout, serialize=True)

API = "https://plex.tv/api/v2"
HEADERS = {"X-Plex-Client-Identifier": "example-py-3", "X-Plex-Product": "Example Py", "Accept": "application/json"}

pin = requests.post(f"{API}/pins", headers=HEADERS)
logger.info("new pin: {}", pin.text)
for _ in range(2):
    poll = requests.get(f"{API}/pins/{pin.json()['id']}", headers=HEADERS)
    logger.bind(status=poll.status_code, body=poll.json()).info("poll")
logger.warning("gone: {}", requests.get(f"{API}/pins/999999999", headers=HEADERS).text)
