// axe-core finds nothing on any page, light or dark.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { it } from 'node:test';
import { inEachBrowser } from '../harness/each_browser.mjs';
import { everyPage, KINDS } from '../harness/pages.mjs';
import { click } from '../harness/person.mjs';
import { FORBIDDEN, FULL, forTarget } from '../harness/policies.mjs';
import { until } from '../harness/until.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Pages with something on them that an empty one does not have. */
const STATES = [forTarget(FULL, 'nginx'), FORBIDDEN];

/** What axe finds, one line each. Evaluated by the browser's protocol, so the page's policy stays as it is. */
async function violations(page) {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { violations: found } = await window.axe.run();
    return found.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 120)} (${nodes.length}) ${nodes[0].failureSummary}`);
  });
}

async function violationsOf(site, paths, prepare = async () => {}) {
  const wrong = [];
  for (const path of paths) {
    const { page } = await site.visit(path);
    await prepare(page);
    wrong.push(...(await violations(page)).map((violation) => `${path}: ${violation}`));
    await page.browserContext().close();
  }
  return wrong;
}

for (const theme of ['light', 'dark']) {
  inEachBrowser((site) => {
    it('no page has a violation', async () => {
      // One engine for the many pages that one template makes; both for one of each kind.
      const paths = site.browser.engine === 'chromium' ? await everyPage(site.origin) : KINDS;
      assert.deepEqual(await violationsOf(site, [...paths, ...STATES]), []);
    });

    it('nor has one after the switch has chosen the other theme', async () => {
      const other = theme === 'light' ? 'dark' : 'light';
      const wrong = await violationsOf(site, [...KINDS, ...STATES], async (page) => {
        for (let clicks = 0; clicks < 3; clicks += 1) {
          if (await page.evaluate((it) => document.documentElement.dataset.theme === it, other)) break;
          await click(page, '#theme');
        }
        await until(page, `the page is ${other}`, (it) => getComputedStyle(document.documentElement).colorScheme === it, other);
      });
      assert.deepEqual(wrong, []);
    });

    it('a chosen theme is kept on the next page', async () => {
      const { page } = await site.visit('/');
      await click(page, '#theme');
      const chosen = await page.evaluate(() => document.documentElement.dataset.theme);
      await page.goto(`${site.origin}/guide`);
      assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), chosen);
    });
  }, { theme });
}
