// Every page, as someone sees it who only looks.

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { inEachBrowser } from '../harness/each_browser.mjs';
import { everyPage, KINDS } from '../harness/pages.mjs';
import { visit } from '../harness/visit.mjs';

inEachBrowser((site) => {
  it('links lead to a page of each kind', async () => {
    const pages = await everyPage(site.origin);
    assert.deepEqual(KINDS.filter((path) => !pages.includes(path)), []);
  });

  it('every page loads without an error in the console or a violation of its policy', async () => {
    const wrong = [];
    for (const path of await everyPage(site.origin)) {
      const { page, problems } = await visit(site.browser, site.origin + path);
      // Whatever runs after the load has run by the next frame but one.
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
      wrong.push(...problems.map((problem) => `${path}: ${problem}`));
      await page.browserContext().close();
    }
    assert.deepEqual(wrong, []);
  });

  it('every kind of page has a title of its own, one first heading and a language', async () => {
    const titles = new Set();
    for (const path of KINDS) {
      const { page } = await site.visit(path);
      const seen = await page.evaluate(() => ({
        title: document.title,
        headings: document.querySelectorAll('h1').length,
        language: document.documentElement.lang,
      }));
      assert.deepEqual({ ...seen, title: seen.title !== '' }, { title: true, headings: 1, language: 'en' }, path);
      titles.add(seen.title);
      await page.browserContext().close();
    }
    assert.equal(titles.size, KINDS.length);
  });
});
