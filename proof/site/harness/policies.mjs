// Addresses of the first page with a policy in them.

const address = (pairs) => `/?${new URLSearchParams(pairs)}`;

/** One origin, nothing else. */
export const ONE_ORIGIN = address([['who', 'listed'], ['origins', 'https://app.example.com']]);

/** Something in each setting. */
export const FULL = address([
  ['name', 'orders'],
  ['who', 'listed'],
  ['origins', 'https://app.example.com\nhttps://*.partner.example\nhttp://localhost:*'],
  ['methods', 'GET'],
  ['methods', 'PUT'],
  ['methods', 'DELETE'],
  ['headers', 'Content-Type'],
  ['headers', 'Authorization'],
  ['expose', 'X-Request-Id'],
  ['credentials', 'true'],
  ['max-age', '2h'],
  ['data', 'private'],
]);

/** Any origin, with credentials: what the standard forbids. */
export const FORBIDDEN = address([['who', 'anyone'], ['credentials', 'true']]);

/** An origin whose pages anyone on the way can change, with credentials: refused, and there is a better one. */
export const REPAIRABLE = address([['who', 'listed'], ['origins', 'http://app.example.com'], ['credentials', 'true']]);

/** The same policy with this target's output. */
export const forTarget = (path, target) => `${path}&target=${target}`;
