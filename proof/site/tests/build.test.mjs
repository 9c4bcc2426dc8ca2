// The main path of the first page: a change shows at once, and nothing else moves.

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { inEachBrowser } from '../harness/each_browser.mjs';
import { click, middle, text, write } from '../harness/person.mjs';
import { ONE_ORIGIN, REPAIRABLE, forTarget } from '../harness/policies.mjs';
import { until } from '../harness/until.mjs';

const outputSays = (page, part) => until(
  page, `the output says \`${part}\``, (it) => document.querySelector('#output').textContent.includes(it), part,
);
const level = (page) => page.evaluate(() => document.querySelector('#strength').dataset.level);

inEachBrowser((site) => {
  it('typing an origin changes explanation, output, address and permalink in place', async () => {
    const { page, problems } = await site.visit('/');
    await page.evaluate(() => { window.isStillTheSamePage = true; });
    await click(page, '[name=who][value=listed]');
    await write(page, '[name=origins]', 'https://app.example.com');
    await outputSays(page, 'https://app.example.com');
    assert.match(await text(page, '[data-setting=allow-origins] .explanation'), /https:\/\/app\.example\.com/);
    // Of keystrokes only the last one's address is kept, a moment later.
    await until(page, 'the address has the origin', () => new URL(location).searchParams.get('origins') === 'https://app.example.com');
    assert.match(await page.evaluate(() => document.querySelector('#permalink').value), /app\.example\.com/);
    assert.equal(await page.evaluate(() => window.isStillTheSamePage), true);
    assert.deepEqual(problems, []);
  });

  it('focus, caret and scroll stay where they are while one types', async () => {
    const { page } = await site.visit(ONE_ORIGIN);
    await page.evaluate(() => {
      const origins = document.querySelector('[name=origins]');
      origins.focus();
      origins.setSelectionRange('https://app'.length, 'https://app'.length);
      window.scrollTo({ top: 120, behavior: 'instant' });
    });
    const scrolled = await page.evaluate(() => window.scrollY);
    await page.keyboard.type('le');
    await outputSays(page, 'https://apple.example.com');
    const after = await page.evaluate(() => {
      const { name, selectionStart, selectionEnd } = document.activeElement;
      return { name, selectionStart, selectionEnd, scrolled: window.scrollY };
    });
    const caret = 'https://apple'.length;
    assert.deepEqual(after, { name: 'origins', selectionStart: caret, selectionEnd: caret, scrolled });
  });

  it('a choice made right after typing is kept', async () => {
    const { page } = await site.visit('/?who=listed');
    await write(page, '[name=origins]', 'https://app.example.com');
    // With a key: where the mouse would click may move at any time now.
    await page.focus('[name=credentials]');
    await page.keyboard.press(' ');
    await until(page, 'the address', () => window.location.search.includes('credentials=true'));
    await outputSays(page, 'app.example.com');
    assert.equal(await page.evaluate(() => document.querySelector('[name=credentials]').checked), true);
  });

  it('a choice is kept although leaving the field before it moves the page', async () => {
    const { page } = await site.visit('/?who=listed');
    // Where nothing is scrolled, nothing is held in its place.
    await page.setViewport({ width: 1280, height: 2400 });
    await write(page, '[name=origins]', 'https://app.example.com/orders?page=2');
    const at = await middle(page, '[name=credentials]');
    await page.mouse.move(at.x, at.y);
    await page.mouse.down();
    // As long as people press a button, and longer than the note takes to come.
    await new Promise((resolve) => { setTimeout(resolve, 300); });
    await page.mouse.up();
    await until(page, 'the choice', () => document.querySelector('[name=credentials]').checked);
    await until(page, 'the note', () => document.querySelector('[name=origins]').value.trim() === 'https://app.example.com');
    await until(page, 'the address', () => window.location.search.includes('credentials=true'));
  });

  it('lines that a change made are marked, and only those', async () => {
    const { page } = await site.visit(forTarget(ONE_ORIGIN, 'nginx'));
    await page.focus('[name=origins]');
    await page.keyboard.down('Control');
    await page.keyboard.press('End');
    await page.keyboard.up('Control');
    await page.keyboard.press('Enter');
    await page.keyboard.type('https://second.example');
    await outputSays(page, 'second.example');
    const marks = await page.evaluate(() => [...document.querySelectorAll('#output mark')].map((it) => it.textContent));
    assert.ok(marks.some((line) => line.includes('second')), `${marks.length} lines are marked`);
    const lines = (await text(page, '#files pre.file')).split('\n').length;
    assert.ok(marks.length < lines / 2, `${marks.length} of ${lines} lines are marked`);
  });

  it('the strength follows the policy', async () => {
    const { page } = await site.visit(`${ONE_ORIGIN}&data=private`);
    const listed = await level(page);
    await click(page, '[name=who][value=anyone]');
    await until(page, 'another strength', (it) => document.querySelector('#strength').dataset.level !== it, listed);
    assert.match(await text(page, '#strength'), new RegExp(await level(page), 'i'));
  });

  it('a mistake is said at its field and repaired with one click', async () => {
    const { page, problems } = await site.visit(REPAIRABLE);
    const findings = () => page.evaluate(() => document.querySelectorAll('.findings .error').length);
    const before = await findings();
    assert.ok(before > 0);
    await click(page, '.fix');
    await until(page, 'an error less', (it) => document.querySelectorAll('.findings .error').length < it, before);
    assert.deepEqual(problems, []);
  });

  it('a pasted URL becomes its origin, with a note', async () => {
    const { page } = await site.visit('/?who=listed');
    await write(page, '[name=origins]', 'https://app.example.com/orders?page=2');
    await page.keyboard.press('Tab');
    await until(page, 'the origin', () => document.querySelector('[name=origins]').value.trim() === 'https://app.example.com');
    assert.match(await text(page, '[data-setting=allow-origins]'), /orders|URL|origin of/i);
  });

  it('the slider and the text of max-age follow each other', async () => {
    const { page } = await site.visit(ONE_ORIGIN);
    await page.focus('#max-age-slider');
    await page.keyboard.press('End');
    await until(page, 'a day', () => document.querySelector('#max-age').value === '1d');
    await outputSays(page, '86400');
  });
});
