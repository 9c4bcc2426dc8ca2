// The whole of the first page without a mouse.

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { inEachBrowser } from '../harness/each_browser.mjs';
import { KINDS } from '../harness/pages.mjs';
import { clipboard, tabTo, text } from '../harness/person.mjs';
import { ONE_ORIGIN, forTarget } from '../harness/policies.mjs';
import { MOST_MILLISECONDS, until } from '../harness/until.mjs';

/** What has the focus, and whether that can be seen within `patience` milliseconds: the page scrolls there smoothly. */
const focused = (page, patience) => page.evaluate(async (most) => {
  const it = document.activeElement;
  const isInside = () => {
    const box = it.getBoundingClientRect();
    return box.width > 0 && box.bottom > 0 && box.right > 0 && box.top < window.innerHeight && box.left < window.innerWidth;
  };
  const isMarked = () => {
    const style = getComputedStyle(it);
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
  };
  const isVisible = () => it === document.body || (isMarked() && isInside());
  const end = performance.now() + most;
  while (!isVisible() && performance.now() < end) await new Promise((resolve) => { setTimeout(resolve, 10); });
  const name = `${it.localName}${it.id && `#${it.id}`}${it.getAttribute('name') ? `[name=${it.getAttribute('name')}]` : ''}`;
  window.seen ??= new Set();
  const isNew = !window.seen.has(it);
  window.seen.add(it);
  return { name, isBody: it === document.body, isNew, isVisible: isVisible() };
}, patience);

inEachBrowser((site) => {
  it('the first Tab shows the link that skips to the content', async () => {
    for (const path of KINDS) {
      const { page } = await site.visit(path);
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate(() => document.activeElement.matches('a.skip')), true, path);
      // It may slide in.
      await until(page, `the skip link of ${path} is visible`, () => document.activeElement.getBoundingClientRect().left >= 0);
      await page.keyboard.press('Enter');
      await until(page, 'the content is next', () => window.location.hash === '#main');
      await page.keyboard.press('Tab');
      const isInContent = await page.evaluate(() => document.querySelector('main').contains(document.activeElement)
        || document.querySelector('main').querySelector('a, button, input, textarea, select, summary') === null);
      assert.equal(isInContent, true, path);
      await page.browserContext().close();
    }
  });

  it('Tab goes through everything once, in the order of the page, and the focus is always seen', async () => {
    const { page } = await site.visit(forTarget(ONE_ORIGIN, 'nginx'));
    const seen = [];
    for (let presses = 0; presses < 300; presses += 1) {
      await page.keyboard.press('Tab');
      const now = await focused(page, MOST_MILLISECONDS);
      if (now.isBody || !now.isNew) break;
      seen.push(now);
    }
    assert.deepEqual(seen.filter((it) => !it.isVisible).map((it) => it.name), []);
    const names = seen.map((it) => it.name).join('\n');
    for (const field of ['who', 'origins', 'methods', 'headers', 'expose', 'credentials', 'max-age', 'data']) {
      assert.ok(names.includes(`[name=${field}]`), `Tab never reached \`${field}\``);
    }
    const isInOrder = await page.evaluate(() => {
      const order = [...window.seen].filter((it) => it !== document.body);
      return order.every((it, index) => index === 0
        || (order[index - 1].compareDocumentPosition(it) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0);
    });
    assert.equal(isInOrder, true);
  });

  it('a list of tabs is one stop, and the arrows go through it', async () => {
    const { page } = await site.visit(forTarget(ONE_ORIGIN, 'nginx'));
    await tabTo(page, '#output [role=tab]');
    const current = () => page.evaluate(() => {
      const tabs = [...document.activeElement.closest('[role=tablist]').querySelectorAll('[role=tab]')];
      return { at: tabs.indexOf(document.activeElement), of: tabs.length, stops: tabs.filter((it) => it.tabIndex === 0).length };
    });
    const { at, of, stops } = await current();
    assert.equal(stops, 1);
    for (const [key, to] of [['ArrowRight', (at + 1) % of], ['ArrowLeft', at], ['Home', 0], ['ArrowLeft', of - 1], ['ArrowRight', 0], ['End', of - 1]]) {
      await page.keyboard.press(key);
      assert.equal((await current()).at, to, key);
    }
  });

  it('a policy is written, a server chosen and its file copied with the keyboard alone', async () => {
    const { page } = await site.visit('/?who=listed');
    await tabTo(page, '[name=origins]');
    await page.keyboard.type('https://keys.example');
    await until(page, 'the output', () => document.querySelector('#output').textContent.includes('keys.example'));
    await tabTo(page, '#targets [role=tab]');
    const isNginx = () => page.evaluate(() => /^\s*nginx/i.test(document.activeElement.textContent));
    for (let presses = 0; presses < 60 && !await isNginx(); presses += 1) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await until(page, 'nginx is selected', () => {
      const tab = document.querySelector('#targets [role=tab][aria-selected=true]');
      return tab !== null && /^\s*nginx/i.test(tab.textContent) && document.activeElement === tab;
    });
    await tabTo(page, '#files button.copy');
    const file = await page.evaluate(() => document.getElementById(document.activeElement.dataset.copy).textContent);
    await page.keyboard.press('Enter');
    await until(page, 'it says so', () => /copied/i.test(document.querySelector('#status').textContent));
    assert.match(await text(page, '#output'), /keys\.example/);
    assert.equal(await clipboard(page), file);
  });
});
