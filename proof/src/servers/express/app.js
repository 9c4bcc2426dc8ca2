// The application of the Express proof, for Express 4 and 5: node app.js PORT
// Its handlers answer as proof/src/behaviour.rs says; the middleware is the generated file.
'use strict';

const express = require('express');

const OWN_CORS = [
  ['Access-Control-Allow-Origin', '*'],
  ['Access-Control-Allow-Credentials', 'true'],
  ['Access-Control-Allow-Methods', '*'],
  ['Access-Control-Expose-Headers', 'X-Upstream-Secret'],
];

const BEHAVIOURS = {
  missing: [404, []],
  broken: [500, []],
  'own-cors': [200, OWN_CORS],
  'own-cors-broken': [500, OWN_CORS],
  'not-modified': [304, []],
  redirect: [302, [['Location', '/ok']]],
};

// A middleware without a path, so that it needs neither version's wildcard syntax and takes every method.
function application(request, response) {
  const segment = request.path.split('/').pop();
  const preflight = [200, [['Allow', 'GET'], ['Access-Control-Allow-Origin', '*']]];
  const known = Object.hasOwn(BEHAVIOURS, segment) ? BEHAVIOURS[segment] : [200, []];
  const [status, own] = request.method === 'OPTIONS' ? preflight : known;
  if (request.method !== 'OPTIONS' && segment === 'thrown') {
    throw new Error('an exception that no handler catches');
  }
  response.status(status);
  response.set('X-Reached-Application', 'yes');
  response.set('X-Request-Id', '1');
  response.set('Content-Type', 'text/plain');
  response.set('Cache-Control', 'no-cache');
  response.set('X-Method', request.method);
  if (request.method !== 'OPTIONS' && segment === 'vary') {
    // Headers given here replace those set before; a list with a list in it is the rarest form.
    response.writeHead(status, ['Vary', ['Accept-Encoding', 'Accept-Language']]);
  } else if (segment === 'own-cors-broken') {
    response.writeHead(status, Object.fromEntries(own));
  } else if (segment === 'vary-origin') {
    response.vary('Origin');
  } else {
    own.forEach(([name, value]) => response.set(name, value));
  }
  response.end(status === 304 || request.method === 'HEAD' ? undefined : `${request.method} ${request.path}\n`);
}

async function main() {
  const generated = await import('./generated/cors.cjs');
  const app = express();
  app.use(generated.default);
  app.use(application);
  app.listen(Number(process.argv[2]), '127.0.0.1');
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
