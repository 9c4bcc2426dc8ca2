// Nothing moves while a page loads, and nothing sticks out of a narrow one.

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { inEachBrowser } from '../harness/each_browser.mjs';
import { KINDS } from '../harness/pages.mjs';
import { FULL } from '../harness/policies.mjs';
import { sticksOut } from '../harness/sideways.mjs';

const WIDTHS = [320, 390, 768, 1440];
const PAGES = [...KINDS, FULL];
/** How many milliseconds the script is late: some frames are painted without it. */
const LATE = 100;

inEachBrowser((site) => {
  it(`no page scrolls sideways at ${WIDTHS.join(', ')} px`, async () => {
    const wrong = [];
    const { page } = await site.visit('/');
    for (const path of PAGES) {
      for (const width of WIDTHS) {
        await page.setViewport({ width, height: 800 });
        await page.goto(site.origin + path);
        const culprits = await sticksOut(page);
        if (culprits.length > 0) wrong.push(`${path} at ${width}: ${culprits.join(', ')}`);
      }
    }
    assert.deepEqual(wrong, []);
  });
});

// Only Chromium measures it.
inEachBrowser((site) => {
  it('nothing moves when the script of a page begins, however late', async () => {
    const wrong = [];
    const { page } = await site.visit('/');
    await page.setCacheEnabled(false);
    await page.setRequestInterception(true);
    page.on('request', async (request) => {
      if (/\/assets\/site-/.test(request.url())) await new Promise((resolve) => { setTimeout(resolve, LATE); });
      request.continue();
    });
    await page.evaluateOnNewDocument(() => {
      window.shifts = [];
      new PerformanceObserver((list) => {
        // A slow machine paints a part of a page before it has read the rest, which then pushes it aside: no page can help that.
        const [{ domInteractive }] = performance.getEntriesByType('navigation');
        for (const { value, sources, startTime } of list.getEntries()) {
          const moved = sources.map(({ node }) => (node?.outerHTML ?? 'a text').slice(0, 60));
          if (domInteractive > 0 && startTime > domInteractive) window.shifts.push(`${value} of ${moved.join(', ')}`);
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });
    for (const path of PAGES) {
      for (const width of WIDTHS) {
        await page.setViewport({ width, height: 800 });
        await page.goto(site.origin + path);
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
        wrong.push(...(await page.evaluate(() => window.shifts)).map((shift) => `${path} at ${width}: ${shift}`));
      }
    }
    assert.deepEqual(wrong, []);
  });
}, { engines: ['chromium'] });
