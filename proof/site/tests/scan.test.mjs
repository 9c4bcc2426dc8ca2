// A scan from the form to the report.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { promisify } from 'node:util';
import { OF_COLOURS, violations } from '../harness/axe.mjs';
import { download } from '../harness/download.mjs';
import { inEachBrowser } from '../harness/each_browser.mjs';
import { address, click, clipboard, follow, tabTo, text, write } from '../harness/person.mjs';
import { CORSMITH, SCANS } from '../harness/server.mjs';
import { sticksOut } from '../harness/sideways.mjs';
import { OWNER_PATH, startTarget } from '../harness/target.mjs';
import { until } from '../harness/until.mjs';

const WIDTHS = [320, 390, 768, 1440];
/** The ending of each file, and what the command calls it. */
const FORMATS = new Map(Object.entries({ txt: 'text', json: 'json', sarif: 'sarif', xml: 'junit', html: 'html', md: 'markdown', csv: 'csv' }));
const SCAN = 'form#scan button.primary';

const run = promisify(execFile);

/** Declares tests with a site that scans and a target, in each engine. */
function withTarget(tests, options = {}) {
  inEachBrowser((site) => {
    before(async () => { site.target = await startTarget(); });
    after(async () => { await site.target?.stop(); });
    tests(site);
  }, { ...options, serve: SCANS });
}

const isReport = () => document.querySelector('#findings-title') !== null;

const ending = (link) => link.split('.').at(-1);

/** No two scans begin at the same time. */
const withoutTimes = (text) => text.replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, 'TIME');

/** What `corsmith scan` writes of `url`. */
async function written(url, kind) {
  const folder = await mkdtemp(join(tmpdir(), 'corsmith-site-'));
  try {
    const har = join(folder, 'scan.har');
    const format = FORMATS.get(kind) ?? 'json';
    const options = ['scan', url, '--allow-private', '--passive', '--verbose', '--format', format, '--har-out', har];
    const { stdout } = await run(CORSMITH, options).catch((ended) => ended);
    return kind === 'har' ? await readFile(har, 'utf8') : stdout;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A host that had no token is left alone for a second. */
const pause = () => new Promise((resolve) => { setTimeout(resolve, 1_100); });

/** Starts a scan of `url` with the form. */
async function scan(page, url) {
  await write(page, '#url', url);
  await send(page);
}

/** Sends the form, which leads to the page of a scan. That may become the report before it has loaded. */
async function send(page) {
  await click(page, SCAN);
  await until(page, 'the page of a scan', () => /^\/scan\/[0-9a-f]{32}$/.test(window.location.pathname));
}

/** What a visitor of the target would be told by the report. */
async function assertReport(page, url) {
  assert.match(await text(page, 'h1'), new RegExp(`^[A-F][+-]?: ${url.replaceAll('.', '\\.')}$`));
  const codes = await page.evaluate(() => [...document.querySelectorAll('article.finding h3 a')].map((it) => it.textContent));
  assert.ok(codes.includes('CS301'), codes.join());
  return codes;
}

withTarget((site) => {
  it('the page that waits says how far the scan is, and becomes the report by itself', async () => {
    const { target } = site;
    const open = target.shut();
    const { page, problems } = await site.visit('/scan');
    const url = target.url('waits');
    await scan(page, url);
    const { length } = target.asked;
    await until(page, 'it says that it has asked', () => /^1 request sent\.$/.test(document.querySelector('#progress').textContent));
    const before = await address(page);
    open();
    await until(page, 'the report', isReport);
    assert.equal(await address(page), before);
    await assertReport(page, url);
    // One ordinary request, as the form says.
    assert.deepEqual(target.asked.slice(length - 1), [{ method: 'GET', path: '/orders', origin: undefined }]);
    assert.match(await text(page, 'main'), /1 request, without Origin: who may read by CORS was not asked/);
    assert.deepEqual(problems, []);
  });

  it('evidence opens, links lead to the checks, and every file is the report', async () => {
    const url = site.target.url('files');
    const { page } = await site.visit('/scan');
    await scan(page, url);
    await until(page, 'the report', isReport);
    await click(page, 'article.finding summary');
    await until(page, 'the evidence', () => document.querySelector('article.finding details').open);
    assert.match(await text(page, 'article.finding details'), /curl .*HTTP\/1\.1 200 OK/s);
    const links = await page.evaluate(() => [...document.querySelectorAll('.downloads a')].map((it) => it.href));
    assert.deepEqual(links.map(ending), [...FORMATS.keys(), 'har']);
    for (const link of links) {
      const answer = await fetch(link);
      assert.equal(answer.status, 200, link);
      assert.match(await answer.text(), /files\.localhost/, link);
    }
    await click(page, '.downloads a[href$=".json"]');
    const { name, bytes } = await download(site.browser.downloads);
    assert.equal(name, 'corsmith-scan.json');
    assert.equal(bytes.toString(), await (await fetch(links.find((link) => link.endsWith('.json')))).text());
    assert.equal(JSON.parse(bytes).reports[0].target, url);
    const code = await text(page, 'article.finding h3 a');
    // Not `follow`: after a download puppeteer waits in vain for Firefox to tell of a navigation.
    await click(page, 'article.finding h3 a');
    await until(page, 'the page of the check', (path) => window.location.pathname === path, `/checks/${code}`);
  });

  it('every file is what the command writes', async () => {
    const url = site.target.url('command');
    const { page } = await site.visit('/scan');
    await scan(page, url);
    await until(page, 'the report', isReport);
    const links = await page.evaluate(() => [...document.querySelectorAll('.downloads a')].map((it) => it.href));
    for (const link of links) {
      const file = await (await fetch(link)).text();
      assert.equal(withoutTimes(file), withoutTimes(await written(url, ending(link))), link);
    }
  });

  it('a host that publishes its token is asked with every probe', async () => {
    const { target } = site;
    const url = target.url('own');
    const { page } = await site.visit('/scan');
    await write(page, '#url', url);
    await click(page, '[name=own]');
    await follow(page, SCAN);
    assert.match(await text(page, '#own-error'), /does not say that it is yours/);
    // What was typed and chosen is still there.
    assert.deepEqual(await page.evaluate(() => [document.querySelector('#url').value, document.querySelector('[name=own]').checked]), [url, true]);
    const width = () => page.evaluate(() => document.querySelector('#own-error button.copy').getBoundingClientRect().width);
    const before = await width();
    await click(page, '#own-error button.copy');
    await until(page, 'it says so', () => /copied/i.test(document.querySelector('#status').textContent));
    // Nothing moves.
    assert.equal(await width(), before);
    const line = await clipboard(page);
    assert.match(line, /^corsmith-owner=[0-9a-f]{32}$/);
    assert.ok((await text(page, '#own-error')).includes(target.url('own', OWNER_PATH)));
    target.publish(OWNER_PATH, `${line}\n`);
    await pause();
    await send(page);
    // At the pace of a polite scan.
    await until(page, 'half of the requests', () => Number.parseInt(document.querySelector('#progress')?.textContent, 10) > 30);
    await until(page, 'the report', isReport);
    const codes = await assertReport(page, url);
    assert.ok(codes.includes('CS201'), codes.join());
    assert.ok(target.asked.some(({ method }) => method === 'OPTIONS'));
  });

  it('what cannot be scanned is said at the field', async () => {
    const { page } = await site.visit('/scan');
    await write(page, '#url', 'ftp://files.example');
    await follow(page, SCAN);
    assert.equal(await page.evaluate(() => document.querySelector('#url').getAttribute('aria-describedby')), 'url-error');
    assert.match(await text(page, '#url-error'), /ftp/);
  });

  it('a scan is started and its report read with the keyboard alone', async () => {
    const { page } = await site.visit('/scan');
    const url = site.target.url('keys');
    await tabTo(page, '#url');
    await page.keyboard.type(url);
    await tabTo(page, '[name=profile]');
    await page.keyboard.press('ArrowDown');
    assert.equal(await page.evaluate(() => document.activeElement.value), 'api');
    await tabTo(page, SCAN);
    await page.keyboard.press('Enter');
    await until(page, 'the report', isReport);
    await assertReport(page, url);
    await tabTo(page, 'article.finding summary');
    await page.keyboard.press('Enter');
    await until(page, 'the evidence', () => document.activeElement.parentElement.open);
  });
});

/** The pages of a scan with what is on them: the form, what is wrong with it, a scan that waits, and a report. */
async function eachPage(site, name, look) {
  const { target } = site;
  const { page } = await site.visit('/scan');
  await look('the form', page);
  await write(page, '#url', 'ftp://files.example');
  await follow(page, SCAN);
  await look('a wrong URL', page);
  await write(page, '#url', target.url(name));
  await click(page, '[name=own]');
  await follow(page, SCAN);
  await look('a token', page);
  await pause();
  await click(page, '[name=own]');
  const open = target.shut();
  await send(page);
  await look('a scan that waits', page);
  open();
  await until(page, 'the report', isReport);
  await page.evaluate(() => document.querySelectorAll('details').forEach((it) => { it.open = true; }));
  await look('a report', page);
}

for (const [theme, rules] of [['light', undefined], ['dark', OF_COLOURS]]) {
  withTarget((site) => {
    it('no page of a scan has a violation', async () => {
      const wrong = [];
      await eachPage(site, theme, async (name, page) => {
        wrong.push(...(await violations(page, rules)).map((violation) => `${name}: ${violation}`));
      });
      assert.deepEqual(wrong, []);
    });
  }, { theme });
}

withTarget((site) => {
  it(`no page of a scan scrolls sideways at ${WIDTHS.join(', ')} px`, async () => {
    const wrong = [];
    await eachPage(site, 'a-name-that-is-rather-long-for-the-width-of-a-telephone', async (name, page) => {
      for (const width of WIDTHS) {
        await page.setViewport({ width, height: 800 });
        const culprits = await sticksOut(page);
        if (culprits.length > 0) wrong.push(`${name} at ${width}: ${culprits.join(', ')}`);
      }
    });
    assert.deepEqual(wrong, []);
  });
});

withTarget((site) => {
  it('the page that waits is asked for again until it is the report', async () => {
    const { page, problems } = await site.visit('/scan');
    const url = site.target.url('forms');
    const open = site.target.shut();
    await scan(page, url);
    assert.match(await text(page, '#progress'), /request sent|waits for its turn/);
    open();
    await until(page, 'the report', isReport);
    await assertReport(page, url);
    await click(page, 'article.finding summary');
    await until(page, 'the evidence', () => document.querySelector('article.finding details').open);
    await click(page, '.downloads a[href$=".csv"]');
    assert.equal((await download(site.browser.downloads)).name, 'corsmith-scan.csv');
    assert.deepEqual(problems, []);
  });
}, { javascript: false });
