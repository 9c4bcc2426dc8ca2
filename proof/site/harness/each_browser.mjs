// One server and one browser for all tests of a file, in each engine.

import { after, before, describe } from 'node:test';
import { ENGINES, launch } from './browser.mjs';
import { startServer } from './server.mjs';
import { visit } from './visit.mjs';

/** Declares `tests` for each engine. They get an object that has `origin`, `browser` and `visit(path)` once they run. */
export function inEachBrowser(tests, { engines = ENGINES, serve = [], ...options } = {}) {
  for (const engine of engines.filter((it) => ENGINES.includes(it))) {
    describe([engine, ...described(options)].join(', '), () => {
      const site = {};
      before(async () => {
        site.server = await startServer(serve);
        site.origin = site.server.origin;
        site.browser = await launch(engine, options);
        site.visit = (path) => visit(site.browser, site.origin + path);
      });
      after(async () => {
        await site.browser?.close();
        await site.server?.stop();
      });
      tests(site);
    });
  }
}

function described({ theme, javascript }) {
  return [theme, javascript === false ? 'without JavaScript' : undefined].filter((it) => it !== undefined);
}
