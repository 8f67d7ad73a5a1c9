// An application that signs in, with winston's JSON lines.

const winston = require('winston');

const format = winston.format.combine(
  winston.format((info) => ({ ...info, timestamp: '2026-01-02T03:04:05.678Z' }))(),
  winston.format.json(),
);
const log = winston.createLogger({ level: 'debug', format, transports: [new winston.transports.Console()] });
const api = 'https://plex.tv/api/v2';
const headers = { 'x-plex-client-identifier': 'example-node-2', 'x-plex-product': 'Example Node', accept: 'application/json' };

async function main() {
  const pin = await (await fetch(`${api}/pins?strong=true`, { method: 'POST', headers })).json();
  log.info('new pin', pin);
  for (let turn = 0; turn < 2; turn += 1) {
    const response = await fetch(`${api}/pins/${pin.id}`, { headers });
    log.debug(`poll ${response.status}: ${await response.text()}`);
  }
  log.info('geoip', { location: await (await fetch(`${api}/geoip`, { headers })).json() });
  log.error('limited', { response: { status: 429, data: await (await fetch(`${api}/pins/429003`, { headers })).json() } });
}

main();
