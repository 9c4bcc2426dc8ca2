// The address is the state: back, forward, reload and another browser give the same policy.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ENGINES, launch } from '../harness/browser.mjs';
import { inEachBrowser } from '../harness/each_browser.mjs';
import { click, follow, text, write } from '../harness/person.mjs';
import { FULL, ONE_ORIGIN, forTarget } from '../harness/policies.mjs';
import { startServer } from '../harness/server.mjs';
import { until } from '../harness/until.mjs';
import { visit } from '../harness/visit.mjs';

/** All that a person would miss: what is in the form and what is shown of it. */
const state = (page) => page.evaluate(() => ({
  fields: [...document.querySelectorAll('form#policy [name]')].filter((it) => it.type !== 'hidden' && it.localName !== 'button')
    .map((it) => `${it.name}=${['checkbox', 'radio'].includes(it.type) ? `${it.value}:${it.checked}` : it.value}`),
  level: document.querySelector('#strength').dataset.level,
  output: document.querySelector('#output').textContent.replaceAll(/\s+/g, ' '),
}));

/** Goes through the history. Puppeteer's own waits for a load, which a page that was kept does not have. */
async function go(page, steps, what, isThere, ...argumentsOf) {
  await page.evaluate((by) => window.history.go(by), steps);
  await until(page, what, isThere, ...argumentsOf);
}

const isPath = (path) => window.location.pathname === path && document.readyState === 'complete';

inEachBrowser((site) => {
  it('a reload keeps what was typed', async () => {
    const { page } = await site.visit('/?who=listed');
    await write(page, '[name=origins]', 'https://kept.example');
    await page.keyboard.press('Tab');
    await until(page, 'the output', () => document.querySelector('#output').textContent.includes('kept.example'));
    await until(page, 'the address', () => window.location.search.includes('kept.example'));
    const before = await state(page);
    await page.reload();
    assert.deepEqual(await state(page), before);
  });

  it('back from another page and forward again keep the policy', async () => {
    const { page } = await site.visit(FULL);
    const before = await state(page);
    await follow(page, 'nav a[href="/guide"]');
    await go(page, -1, 'the first page', isPath, '/');
    assert.deepEqual(await state(page), before);
    await go(page, 1, 'the guide', isPath, '/guide');
    await go(page, -1, 'the first page again', isPath, '/');
    assert.deepEqual(await state(page), before);
  });

  it('back undoes a choice, and forward makes it again', async () => {
    const { page } = await site.visit(`${ONE_ORIGIN}&data=private`);
    const before = await state(page);
    await click(page, '[name=credentials]');
    await until(page, 'the address', () => window.location.search.includes('credentials=true'));
    const after = await state(page);
    await go(page, -1, 'as before', () => !document.querySelector('[name=credentials]').checked);
    assert.deepEqual(await state(page), before);
    await go(page, 1, 'as after', () => document.querySelector('[name=credentials]').checked);
    assert.deepEqual(await state(page), after);
  });
});

describe('a link', () => {
  const site = {};
  before(async () => {
    site.server = await startServer();
    site.browsers = await Promise.all(ENGINES.map((engine) => launch(engine)));
    site.browsers.push(await launch(ENGINES[0], { javascript: false }));
  });
  after(async () => {
    await Promise.all((site.browsers ?? []).map((browser) => browser.close()));
    await site.server?.stop();
  });

  it('gives the same policy in every browser, and without JavaScript', async () => {
    const { page } = await visit(site.browsers[0], site.server.origin + forTarget(FULL, 'nginx'));
    await page.focus('[name=origins]');
    await page.keyboard.type('https://*.added.example\n');
    await until(page, 'the output', () => document.querySelector('#output').textContent.includes('added.example'));
    const link = await page.evaluate(() => document.querySelector('#permalink').value);
    const expected = await text(page, '#files pre.file');
    for (const browser of site.browsers) {
      const { page: other } = await visit(browser, link);
      assert.equal(await text(other, '#files pre.file'), expected, browser.version);
    }
  });
});
