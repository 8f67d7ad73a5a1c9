// An application that signs in, with pino's JSON lines.

const pino = require('pino');

const log = pino({ base: { pid: 7, hostname: 'laptop' }, timestamp: () => ',"time":1767323045000' });
const api = 'https://plex.tv/api/v2';
const headers = { 'x-plex-client-identifier': 'example-node-1', 'x-plex-product': 'Example Node', accept: 'application/json' };

async function main() {
  log.info({ version: '1.0.0' }, 'start');
  const pin = await (await fetch(`${api}/pins`, { method: 'POST', headers })).json();
  log.info({ pin }, 'new pin');
  for (let turn = 0; turn < 2; turn += 1) {
    const response = await fetch(`${api}/pins/${pin.id}`, { headers });
    const body = await response.text();
    log.info(body);
    log.info({ res: { status: response.status, headers: Object.fromEntries(response.headers), body } }, 'poll');
  }
  log.info(`geoip: ${await (await fetch(`${api}/geoip`, { headers })).text()}`);
  const wrong = await (await fetch(`${api}/pins/undefined`, { headers: { ...headers, accept: 'application/json, text/plain, */*' } })).text();
  log.warn({ body: wrong }, 'not JSON');
  const gone = await fetch(`${api}/pins/999999999`, { headers });
  const err = Object.assign(new Error('Request failed with status code 404'), { response: { status: gone.status, data: await gone.json() } });
  err.stack = `Error: ${err.message}\n    at main (/srv/app/index.js:20:15)`;
  log.error({ err }, 'poll failed');
  log.warn({ body: await (await fetch(`${api}/pins/429002`, { headers })).text() }, 'limited');
  log.info({ account: await (await fetch(`${api}/user`, { headers: { ...headers, 'x-plex-token': 'CANARY-got-Zt4Qw8Lm2' } })).json() }, 'signed in');
}

main();
