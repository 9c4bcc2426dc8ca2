// A deployed server to be scanned: it lets every origin read with credentials.

import { createServer } from 'node:http';

/** Where a host publishes that it may be scanned with every probe. */
export const OWNER_PATH = '/.well-known/corsmith-owner';

/** A server that is gone when `stop` has returned. */
export async function startTarget() {
  const asked = [];
  const pages = new Map();
  let opened = Promise.resolve();
  let open = () => {};
  const server = createServer(async (request, response) => {
    asked.push({ method: request.method, path: request.url, origin: request.headers.origin });
    if (request.url !== OWNER_PATH) await opened;
    const { origin } = request.headers;
    // The same answer at any time: it is compared.
    response.sendDate = false;
    if (origin !== undefined) {
      response.setHeader('Access-Control-Allow-Origin', origin);
      response.setHeader('Access-Control-Allow-Credentials', 'true');
    }
    response.setHeader('Content-Type', 'text/html');
    response.setHeader('Set-Cookie', 'session=1');
    response.end(pages.get(request.url) ?? '<!doctype html><title>Orders</title><script src="http://cdn.example/a.js"></script>');
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address();
  return {
    /** What was asked, in order. */
    asked,
    /** Its URL under a name of its own: a host is left alone for a while after a scan. */
    url: (name, path = '/orders') => `http://${name}.localhost:${port}${path}`,
    publish: (path, body) => pages.set(path, body),
    /** From now on nobody is told more than what the owner publishes, until what this returns is called. */
    shut() {
      opened = new Promise((resolve) => { open = resolve; });
      return open;
    },
    async stop() {
      open();
      server.closeAllConnections();
      await new Promise((resolve) => { server.close(resolve); });
    },
  };
}
