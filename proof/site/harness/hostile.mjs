// A deployed server that wants to be more than text in a report: markup, formulas, control characters and bytes that are
// no text stand in every field that a report may quote. It has many faults besides.

import { createServer } from 'node:net';

/** What would be asked for if something of it ran or was loaded. */
export const LURE = '/lure';

/** The variable of a window in which something of it ran. */
export const RAN = 'somethingRan';

/** What it calls itself, among other things. */
export const SIGN = 'hostile-sign';

/** Where it closes the connection, and where it answers what is no HTTP. */
const [HANGS_UP, STYLES] = ['/hangs-up', '/styles'];

/** The paths at which nobody gets an answer. */
export const SILENT = [HANGS_UP, STYLES];

/** The paths that have an answer of their own. */
export const PATHS = ['/no-origin', '/two-origins', '/star', '/elsewhere'];

/** A server that is gone when `stop` has returned. */
export async function startHostile() {
  const asked = [];
  const sockets = new Set();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    // Who asked may be gone before the answer.
    socket.on('error', () => {});
    let read = '';
    socket.on('data', (part) => {
      read += part.toString('latin1');
      const end = read.indexOf('\r\n\r\n');
      if (end < 0) return;
      const request = parsed(read.slice(0, end));
      asked.push(request.path);
      if (request.path === HANGS_UP) socket.destroy();
      else socket.end(Buffer.from(answer(request, server.address().port), 'latin1'));
    });
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address();
  return {
    /** The paths that were asked for, in order. */
    asked,
    url: (path) => `http://127.0.0.1:${port}${path}`,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => { server.close(resolve); });
    },
  };
}

function parsed(head) {
  const [line, ...fields] = head.split('\r\n');
  const [method, path] = line.split(' ');
  const origin = fields.find((field) => /^origin:/i.test(field))?.slice('origin:'.length).trim();
  return { method, path, origin };
}

/** An answer, one character a byte. */
function answer({ method, path, origin }, port) {
  const body = method === 'HEAD' || method === 'OPTIONS' ? '' : `<!doctype html><title>Orders</title>${script(port)}`;
  const fields = [...everywhere(port), ...at(path, origin, port), `Content-Length: ${body.length}`];
  return ['HTTP/1.1 200 <b>OK</b>', ...fields, 'Connection: close', '', body].join('\r\n');
}

const lure = (port) => `http://127.0.0.1:${port}${LURE}`;
const script = (port) => `<script src="${lure(port)}"></script><script>window.${RAN}=1</script>`;
const image = (port) => `"'><img src=${lure(port)} onerror="window.${RAN}=1">`;

const everywhere = (port) => [
  'Content-Type: text/html; charset=utf-8',
  `Server: ${SIGN}/1 ${script(port)}`,
  `X-Powered-By: </script></style></title></pre></code></details>${image(port)}`,
  // No UTF-8, and some that is: text that runs from the right, and one that has no width.
  'Via: 1.1 \xff\xfe\xc0\xaf\x80, 1.1 \xe2\x80\xaegpj.exe\xe2\x80\x8b',
  `Set-Cookie: <svg/onload=window.${RAN}=1>=s3cr3t; Domain=@SUM(A1)`,
  `Content-Security-Policy: script-src 'unsafe-inline' ${lure(port)} =HYPERLINK("${lure(port)}"); ]]><!--`,
  `Strict-Transport-Security: max-age=-1; "${image(port)}"`,
  `X-Frame-Options: [x](javascript:window.${RAN}=1) ![y](${lure(port)}) |a|b|`,
  `X-Content-Type-Options: \`\`\` @everyone ~~#1~~ ${lure(port)} <${lure(port)}>`,
  `Referrer-Policy: -2+3+cmd|' /C calc'!A0, <iframe srcdoc="&lt;script>">`,
  'Cross-Origin-Opener-Policy: {{constructor.constructor("x")()}} ${7*7} %00%0a',
  `Permissions-Policy: geolocation=(<a href=javascript:window.${RAN}=1>)`,
];

/** What it answers at a path besides. */
function at(path, origin, port) {
  switch (path) {
    case '/no-origin':
      return [`Access-Control-Allow-Origin: ${script(port)}`, 'Access-Control-Allow-Credentials: <b>true</b>'];
    case '/two-origins':
      return [`Access-Control-Allow-Origin: ${origin ?? '*'}`, `Access-Control-Allow-Origin: ${image(port)}`];
    case '/star':
      return ['Access-Control-Allow-Origin: *', 'Access-Control-Allow-Credentials: true'];
    case '/elsewhere':
      return [`Location: javascript:window.${RAN}=1//${image(port)}`, `Refresh: 0; url=${lure(port)}`];
    case STYLES:
      // Without the NUL browsers read it, and so does the scan.
      return ['X-Title: \x1b]0;title\x07\x1b[2J\x00'];
    default:
      return origin === undefined ? [] : reflecting(origin, port);
  }
}

/** Lets everybody read, with credentials. */
const reflecting = (origin, port) => [
  `Access-Control-Allow-Origin: ${origin}`,
  'Access-Control-Allow-Credentials: true',
  `Access-Control-Allow-Methods: PUT, ${image(port)}, =1+1`,
  `Access-Control-Allow-Headers: x-a, ${script(port)}`,
  `Access-Control-Expose-Headers: ${image(port)}`,
  `Access-Control-Max-Age: =HYPERLINK("${lure(port)}")`,
];
