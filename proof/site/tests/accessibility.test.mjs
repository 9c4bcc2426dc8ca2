// axe-core finds nothing on any page, light or dark.

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { OF_COLOURS, violations } from '../harness/axe.mjs';
import { inEachBrowser } from '../harness/each_browser.mjs';
import { everyPage, KINDS } from '../harness/pages.mjs';
import { click } from '../harness/person.mjs';
import { FORBIDDEN, FULL, REPAIRABLE, forTarget } from '../harness/policies.mjs';

/** Pages with something on them that an empty one does not have. */
const STATES = [forTarget(FULL, 'nginx'), FORBIDDEN, REPAIRABLE];

async function violationsOf(site, paths, rules) {
  const wrong = [];
  const { page } = await site.visit(paths[0]);
  for (const path of paths) {
    await page.goto(site.origin + path);
    wrong.push(...(await violations(page, rules)).map((violation) => `${path}: ${violation}`));
  }
  return wrong;
}

/** One engine for the many pages that one template makes; each engine for one of each kind. */
const pagesFor = async (site) => [
  ...(site.browser.engine === 'chromium' ? await everyPage(site.origin) : KINDS), ...STATES,
];

inEachBrowser((site) => {
  it('no page has a violation', async () => {
    assert.deepEqual(await violationsOf(site, await pagesFor(site)), []);
  });

  it('the switch chooses each theme in turn, without a violation, and the next page keeps it', async () => {
    const { page } = await site.visit(STATES[0]);
    const chosen = () => page.evaluate(() => document.documentElement.dataset.theme ?? 'system');
    for (const theme of ['light', 'dark', 'system']) {
      await click(page, '#theme');
      assert.equal(await chosen(), theme);
      assert.match(await page.evaluate(() => document.querySelector('#theme').textContent), new RegExp(theme));
      for (const path of [...STATES, '/guide/preflight']) {
        await page.goto(site.origin + path);
        assert.equal(await chosen(), theme, path);
        assert.deepEqual(await violations(page, OF_COLOURS), [], `${path}, ${theme}`);
      }
    }
  });
}, { theme: 'light' });

inEachBrowser((site) => {
  it('no page has a violation in its colours', async () => {
    assert.deepEqual(await violationsOf(site, await pagesFor(site), OF_COLOURS), []);
  });
}, { theme: 'dark' });
