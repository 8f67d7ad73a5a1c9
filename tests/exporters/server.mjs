// A test double of plex.tv: HTTP/2 and HTTP/1.1 over TLS, on loopback.
//
// It serves the endpoints of the sign-in flow, what stands around them (an account, a page, another host), and
// the errors. Every value is invented and the same in each run: `run` starts the server anew for each exporter.
// Every secret begins with `CANARY-`, so that a test can find it in any output.
//
//     node server.mjs KEY CERTIFICATE PORT

import { readFileSync } from 'node:fs';
import { createSecureServer } from 'node:http2';
import { gzipSync } from 'node:zlib';

const TOKEN = 'CANARY-got-Zt4Qw8Lm2';
const COOKIE = 'CANARY-cookie-Hd5Js9Bv1';
const CODES = ['7RQZ', 'WX4T', 'K9PM'];
const STRONG = 'q3w9xk2m7d5t1v8b4n6c0z3hj';
const DATE = 'Fri, 02 Jan 2026 03:04:05 GMT';

const LOCATION = {
  code: 'AT', european_union_member: true, continent_code: 'EU', country: 'Austria',
  city: 'Beispielstadt an der Öd', time_zone: 'Europe/Vienna', postal_code: '9999',
  in_privacy_restricted_country: true, in_privacy_restricted_region: true,
  subdivisions: 'Lower Austria', coordinates: '48.1001, 15.2002',
};
const ACCOUNT = {
  id: 424242, uuid: '00ff00ff00ff00ff', username: 'example-user', email: 'user@example.test',
  authToken: TOKEN, hasPassword: true,
};
const RESOURCES = [
  { name: 'Example Server', product: 'Plex Media Server', provides: 'server', owned: true, accessToken: TOKEN },
];

/** The pins that were made, by id: how often each was asked for, and what it was made with. */
const pins = new Map();

function makePin(headers, query) {
  const id = 730200101 + pins.size;
  const strong = query.get('strong') === 'true';
  const code = strong ? STRONG : CODES[pins.size % CODES.length];
  const pin = {
    id, code, product: headers['x-plex-product'] ?? '0', lifetime: strong ? 1800 : 900, polls: 0,
    clientIdentifier: headers['x-plex-client-identifier'],
  };
  pins.set(id, pin);
  return pin;
}

/** The document of a pin. It is pending at first, and claimed from the second poll on. */
function pinDocument(pin) {
  const claimed = pin.polls >= 2;
  return {
    id: pin.id, code: pin.code, product: pin.product, trusted: false,
    qr: `https://plex.tv/api/v2/pins/qr/${pin.code}`, clientIdentifier: pin.clientIdentifier, location: LOCATION,
    expiresIn: pin.lifetime - 5 * pin.polls, createdAt: '2026-01-02T03:04:05Z',
    expiresAt: pin.lifetime === 1800 ? '2026-01-02T03:34:05Z' : '2026-01-02T03:19:05Z',
    authToken: claimed ? TOKEN : null, newRegistration: claimed ? false : null,
  };
}

const errors = (status, code, message, more = {}) => ({ status, root: 'errors', body: { errors: [{ code, message, ...more }] } });

/** What the endpoint answers: a document with its root element's name, or text with its type. */
function respond(method, path, query, headers) {
  const endpoint = path.replace(/\.json$/, '');
  if (method === 'OPTIONS') return { status: 204 };
  if (headers['x-plex-token'] === 'CANARY-old-Pw6Gx3Kc8') {
    return errors(401, 1001, 'User could not be authenticated', { status: 401 });
  }
  if (endpoint === '/api/v2/geoip') return { status: 200, root: 'location', body: LOCATION };
  if (endpoint === '/api/v2/user') return { status: 200, root: 'user', body: ACCOUNT };
  if (endpoint === '/api/v2/resources') return { status: 200, root: 'resources', body: RESOURCES };
  if (endpoint === '/api/v2/pins/link' && method === 'PUT') return { status: 204 };
  if (endpoint === '/api/v2/pins' && method === 'POST') {
    if (!headers['x-plex-client-identifier']) {
      return errors(400, 1000, 'X-Plex-Client-Identifier is missing', { status: 400 });
    }
    return { status: 201, root: 'pin', body: pinDocument(makePin(headers, query)) };
  }
  const [, id] = /^\/api\/v2\/pins\/([^/]+)$/.exec(endpoint) ?? [];
  if (id === undefined) return { status: 404, type: 'text/html; charset=utf-8', text: '<html><head><title>404</title></head></html>' };
  if (id === '429001') return { status: 429, type: 'text/plain; charset=utf-8', text: 'Rate limit exceeded!' };
  if (id === '429002') {
    const title = 'Access denied | plex.tv used Cloudflare to restrict access';
    const text = `<!DOCTYPE html>\n<html><head><title>${title}</title></head>\n<body>Error 1015: you are being rate limited</body></html>\n`;
    return { status: 429, type: 'text/html; charset=UTF-8', text };
  }
  if (id === '429003') return errors(429, 1003, 'API rate limit exceeded', { status: 429 });
  if (!/^\d+$/.test(id)) return errors(400, 1004, 'Invalid parameter: id', { status: 400 });
  const pin = pins.get(Number(id));
  if (!pin) return errors(404, 1020, 'Code not found or expired');
  pin.polls += 1;
  return { status: 200, root: 'pin', body: pinDocument(pin) };
}

const escape = (value) => String(value).replace(/[&<>"]/g, (it) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[it]);

/** A scalar as an attribute of XML: booleans are 0 and 1, null is empty, dates are in Rails' format. */
function attribute(name, value) {
  if (typeof value === 'boolean') value = Number(value);
  if (/At$/.test(name) && value) value = value.replace('T', ' ').replace('Z', ' UTC');
  return ` ${name}="${escape(value ?? '')}"`;
}

function element(name, value) {
  if (Array.isArray(value)) return `<${name}>\n${value.map((it) => `  ${element(name.slice(0, -1), it)}\n`).join('')}</${name}>`;
  const members = Object.entries(value);
  const attributes = members.filter(([, it]) => it === null || typeof it !== 'object').map(([key, it]) => attribute(key, it)).join('');
  const children = members.filter(([, it]) => it !== null && typeof it === 'object').map(([key, it]) => `  ${element(key, it)}\n`).join('');
  return children ? `<${name}${attributes}>\n${children}</${name}>` : `<${name}${attributes}/>`;
}

function toXml(root, body) {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(root, root === 'errors' ? body.errors : body)}\n`;
}

const PAGE = readFileSync(new URL('page.html', import.meta.url));

function serve(request, response) {
  const url = new URL(request.url, 'https://plex.tv');
  const headers = request.headers;
  const host = (headers[':authority'] ?? headers.host ?? '').replace(/:\d+$/, '');
  const send = (status, type, text) => {
    const fields = {
      date: DATE, 'cache-control': 'max-age=0, private, must-revalidate', vary: 'Origin, Accept-Encoding',
      'x-request-id': '0a0b0c0d', 'x-runtime': '0.012',
    };
    if (headers.origin) {
      Object.assign(fields, {
        'access-control-allow-origin': headers.origin, 'access-control-allow-headers': 'accept, x-plex-client-identifier, x-plex-product, x-plex-token',
        'access-control-allow-methods': 'GET, POST, PUT, OPTIONS', 'access-control-max-age': '7200',
      });
    }
    let bytes = text === undefined ? Buffer.alloc(0) : Buffer.from(text);
    if (type) fields['content-type'] = type;
    if (status === 201) fields['set-cookie'] = `_example_session=${COOKIE}; path=/; secure; HttpOnly`;
    if (bytes.length > 256 && /\bgzip\b/.test(headers['accept-encoding'] ?? '')) {
      bytes = gzipSync(bytes);
      fields['content-encoding'] = 'gzip';
    }
    if (status !== 204) fields['content-length'] = bytes.length;
    response.writeHead(status, fields);
    response.end(bytes);
  };
  if (host === 'app.plex.tv' || host === 'example.test') {
    return url.pathname === '/' ? send(200, 'text/html; charset=utf-8', PAGE) : send(200, 'application/json', '{"ok":true}');
  }
  const { status, root, body, type, text } = respond(request.method, url.pathname, url.searchParams, headers);
  if (!root) return send(status, type, text);
  // The service sends JSON only if it is asked for JSON and nothing else.
  const json = headers.accept === 'application/json' || url.pathname.endsWith('.json');
  return json
    ? send(status, 'application/json; charset=utf-8', JSON.stringify(body))
    : send(status, 'application/xml; charset=utf-8', toXml(root, body));
}

const [key, cert, port] = process.argv.slice(2);
createSecureServer({ key: readFileSync(key), cert: readFileSync(cert), allowHTTP1: true }, (request, response) => {
  // The body of a request (a form) decides nothing here.
  request.resume();
  request.on('end', () => serve(request, response));
}).listen(Number(port), '127.0.0.1', () => console.log('ready'));
