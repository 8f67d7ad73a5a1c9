"""An application that signs in, with structlog's JSON lines."""

import requests
import structlog

structlog.configure(
    processors=[
        structlog.processors.add_log_level,
        structlog.processors.dict_tracebacks,
        lambda logger, method, event: {"timestamp": "2026-01-02T03:04:05Z", **event},
        structlog.processors.JSONRenderer(),
    ]
)
log = structlog.get_logger()

API = "https://plex.tv/api/v2"
HEADERS = {"X-Plex-Client-Identifier": "example-py-2", "X-Plex-Product": "Example Py", "Accept": "application/json"}

log.info("start", version="1.0.0")
pin = requests.post(f"{API}/pins", headers=HEADERS).json()
log.info("pin", body=pin)
for _ in range(2):
    poll = requests.get(f"{API}/pins/{pin['id']}", headers=HEADERS)
    log.info("poll", url=poll.url, status=poll.status_code, headers=dict(poll.headers), body=poll.text)
log.info("xml", body=requests.get(poll.url).text)
log.info("gone", response={"status": 404, "body": requests.get(f"{API}/pins/999999999", headers=HEADERS).json()})
log.info("limited", body=requests.get(f"{API}/pins/429001", headers=HEADERS).text)
log.info("account", body=requests.get(f"{API}/user", headers=HEADERS).json())
try:
    requests.get(f"{API}/geoip", headers={**HEADERS, "X-Plex-Token": "CANARY-old-Pw6Gx3Kc8"}).raise_for_status()
except requests.HTTPError as error:
    log.exception("failed", body=error.response.text)
