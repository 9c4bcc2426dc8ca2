// Every page, as someone sees it who only looks.

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { inEachBrowser } from '../harness/each_browser.mjs';
import { everyPage, KINDS } from '../harness/pages.mjs';

inEachBrowser((site) => {
  it('links lead to a page of each kind', async () => {
    const pages = await everyPage(site.origin);
    assert.deepEqual(KINDS.filter((path) => !pages.includes(path)), []);
  });

  it('every page loads without an error in the console or a violation of its policy', async () => {
    const { page, problems } = await site.visit('/');
    const wrong = new Set(problems);
    // One engine for the many pages that one template makes; each engine for one of each kind.
    const paths = site.browser.engine === 'chromium' ? await everyPage(site.origin) : KINDS;
    for (const path of paths) {
      problems.length = 0;
      await page.goto(site.origin + path);
      // Whatever runs after the load has run by the next frame.
      await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); }));
      for (const problem of problems) wrong.add(`${path}: ${problem}`);
    }
    assert.deepEqual([...wrong], []);
  });

  it('every kind of page has a title of its own, one first heading and a language', async () => {
    const titles = new Set();
    const { page } = await site.visit('/');
    for (const path of KINDS) {
      await page.goto(site.origin + path);
      const seen = await page.evaluate(() => ({
        title: document.title,
        headings: document.querySelectorAll('h1').length,
        language: document.documentElement.lang,
      }));
      assert.deepEqual({ ...seen, title: seen.title !== '' }, { title: true, headings: 1, language: 'en' }, path);
      titles.add(seen.title);
    }
    assert.equal(titles.size, KINDS.length);
  });
});
