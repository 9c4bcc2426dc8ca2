// The same page from forms alone.

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { inEachBrowser } from '../harness/each_browser.mjs';
import { KINDS } from '../harness/pages.mjs';
import { address, click, follow, text, write } from '../harness/person.mjs';
import { REPAIRABLE } from '../harness/policies.mjs';
import { launch } from '../harness/browser.mjs';
import { until } from '../harness/until.mjs';
import { visit } from '../harness/visit.mjs';

const shown = (page, selector) => text(page, selector).then((it) => it.replaceAll(/\s+/g, ' ').trim());

inEachBrowser((site) => {
  it('every kind of page is there, and none asks for JavaScript to be of use', async () => {
    for (const path of KINDS) {
      const { page, problems } = await site.visit(path);
      assert.notEqual(await shown(page, 'main h1'), '', path);
      assert.doesNotMatch(await shown(page, 'main'), /(needs|requires|enable) JavaScript/i, path);
      assert.deepEqual(problems, [], path);
      await page.browserContext().close();
    }
  });

  it('sending the form gives the page that the script would have made', async () => {
    const { page } = await site.visit('/?who=listed');
    await write(page, '[name=origins]', 'https://form.example');
    await click(page, '[name=credentials]');
    await follow(page, 'form#policy button.primary');
    assert.match(await shown(page, '#output'), /form\.example/);

    const other = await launch(site.browser.engine);
    try {
      const { page: live } = await visit(other, `${site.origin}/?who=listed`);
      await write(live, '[name=origins]', 'https://form.example');
      await until(live, 'the output', () => document.querySelector('#output').textContent.includes('form.example'));
      await click(live, '[name=credentials]');
      await until(live, 'the address', () => window.location.search.includes('credentials=true'));
      for (const part of ['#strength', '#files pre.file', '[data-setting=allow-origins] .explanation']) {
        assert.equal(await shown(page, part), await shown(live, part), part);
      }
    } finally {
      await other.close();
    }
  });

  it('a mistake is repaired with one click', async () => {
    const { page } = await site.visit(REPAIRABLE);
    const errors = () => page.evaluate(() => document.querySelectorAll('.findings .error').length);
    const before = await errors();
    await follow(page, '.fix');
    assert.ok(await errors() < before, `${before} errors before, ${await errors()} after`);
  });

  it('a pasted error message is diagnosed', async () => {
    const { page } = await site.visit('/diagnose');
    await write(page, 'main textarea', "No 'Access-Control-Allow-Origin' header is present on the requested resource.");
    await follow(page, 'main form button.primary');
    assert.match(await shown(page, 'main'), /no-allow-origin|Access-Control-Allow-Origin/);
    assert.doesNotMatch(await address(page), /present/, 'what was pasted is in the address');
  });
}, { javascript: false });
