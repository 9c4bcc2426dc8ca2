// The pages of the site.

/** One of each kind; the links of a page lead to the others of its kind. */
export const KINDS = [
  '/', '/import', '/simulate', '/diagnose', '/scan', '/guide', '/guide/preflight', '/rules', '/rules/CS031', '/causes',
  '/checks', '/checks/CS201',
  '/targets', '/targets/nginx', '/browsers', '/api',
];

/** Every page that links lead to from the first one, without queries: a form's states are the same page. */
export async function everyPage(origin) {
  const found = new Set(['/']);
  const pages = [];
  for (const path of found) {
    const answer = await fetch(origin + path);
    const isPage = answer.headers.get('content-type')?.startsWith('text/html');
    const body = await answer.text();
    if (!isPage) continue;
    pages.push(path);
    for (const [, link] of body.matchAll(/href="([^"]+)"/g)) {
      const url = new URL(link.replaceAll('&amp;', '&'), origin + path);
      if (url.origin === origin) found.add(url.pathname);
    }
  }
  return pages.sort();
}
