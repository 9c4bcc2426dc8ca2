// A report in HTML, opened from a file: whole, still, and asking for nothing, whatever a server wrote.

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { OF_COLOURS, violations } from '../harness/axe.mjs';
import { ENGINES, launch } from '../harness/browser.mjs';
import { LURE, RAN, SIGN, startHostile } from '../harness/hostile.mjs';
import { read, skip } from '../harness/reader.mjs';
import { scanned } from '../harness/report.mjs';
import { sticksOut } from '../harness/sideways.mjs';
import { visit } from '../harness/visit.mjs';

const WIDTHS = [320, 390, 768, 1440];
/** The elements that a report is made of, and no others. */
const ELEMENTS = (
  'a article body br code dd details div dl dt h1 h2 h3 h4 head html li main meta p pre section span strong style '
  + 'summary table tbody td th thead time title tr ul'
).split(' ');
const ATTRIBUTES = ['charset', 'class', 'content', 'href', 'http-equiv', 'id', 'lang', 'name', 'open', 'rel'];

const made = {};
before(async () => {
  made.hostile = await startHostile();
  made.folder = await mkdtemp(join(tmpdir(), 'corsmith-site-'));
  Object.assign(made, await scanned(made.folder, made.hostile, ['html']));
  made.url = pathToFileURL(join(made.folder, 'scan.html')).href;
  made.findings = made.reports.flatMap(({ findings, accepted }) => [...findings, ...accepted.map(({ finding }) => finding)]);
  made.titles = made.findings.map(({ check, name }) => `${check} ${name}`).sort();
});
after(async () => {
  await made.hostile?.stop();
  if (made.folder !== undefined) await rm(made.folder, { recursive: true });
});

/** What a reader sees of the findings: the headings that are shown, without their severities. */
const shownTitles = (page) => page.evaluate(() => [...document.querySelectorAll('.finding h4')]
  .filter((it) => it.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }))
  .map((it) => it.textContent.replace(/^\w+ /, '')).sort());

const openAll = (page) => page.evaluate(() => document.querySelectorAll('details').forEach((it) => { it.open = true; }));

for (const engine of ENGINES) {
  for (const theme of ['light', 'dark']) {
    describe(`${engine}, ${theme}`, () => {
      const opened = {};
      before(async () => {
        opened.browser = await launch(engine, { theme });
        opened.asked = made.hostile.asked.length;
        Object.assign(opened, await visit(opened.browser, made.url));
      });
      after(() => opened.browser?.close());

      it('every finding is there, and what the server wrote is text', async () => {
        const { page } = opened;
        assert.deepEqual(await shownTitles(page), made.titles);
        const seen = await page.evaluate(() => {
          const all = [...document.querySelectorAll('*')];
          return {
            elements: [...new Set(all.map((it) => it.localName))],
            attributes: [...new Set(all.flatMap((it) => it.getAttributeNames()))],
            links: [...document.querySelectorAll('[href]')].map((it) => it.getAttribute('href')),
            text: document.body.textContent,
          };
        });
        assert.deepEqual(seen.elements.filter((it) => !ELEMENTS.includes(it)), []);
        assert.deepEqual(seen.attributes.filter((it) => !ATTRIBUTES.includes(it)), []);
        const clauses = new Set(made.findings.map(({ clause }) => clause));
        assert.deepEqual(seen.links.filter((it) => !clauses.has(it) && !/^#report-\d+$/.test(it)), []);
        assert.ok(seen.text.includes(`Server: ${SIGN}/1 <script src="${made.hostile.url(LURE)}"></script>`));
      });

      it('nothing ran, and nobody was asked for anything', async () => {
        const { page, problems, requests } = opened;
        await openAll(page);
        // Whatever would run or load by now has begun by the next frame.
        await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); }));
        assert.deepEqual(await page.evaluate((ran) => [ran in window, document.title], RAN), [false, 'Scan']);
        assert.deepEqual(problems, []);
        // Firefox draws the marks of lists with a font of its own, and calls that a request.
        assert.deepEqual(requests.filter((url) => url !== made.url && !url.startsWith('data:font/')), []);
        assert.deepEqual(made.hostile.asked.slice(opened.asked), []);
      });

      it('axe has nothing to say, with the evidence open and shut', async () => {
        assert.deepEqual(await violations(opened.page), []);
        await opened.page.reload();
        assert.deepEqual(await violations(opened.page), []);
      });

      it(`nothing sticks out at ${WIDTHS.join(', ')} px`, async () => {
        const wrong = [];
        await openAll(opened.page);
        for (const width of WIDTHS) {
          await opened.page.setViewport({ width, height: 800 });
          const culprits = await sticksOut(opened.page);
          if (culprits.length > 0) wrong.push(`${width}: ${culprits.join(', ')}`);
        }
        assert.deepEqual(wrong, []);
      });

      // Only Chromium can be told to show what it prints.
      if (engine === 'chromium') {
        it('paper has no theme: what is printed is dark on white', async () => {
          const { page } = await visit(opened.browser, made.url);
          await page.emulateMediaType('print');
          const colours = await page.evaluate(() => {
            const { color, backgroundColor } = getComputedStyle(document.body);
            return { color, backgroundColor };
          });
          assert.deepEqual(colours, { color: 'rgb(0, 0, 0)', backgroundColor: 'rgb(255, 255, 255)' });
          assert.deepEqual(await violations(page, OF_COLOURS), []);
        });
      }

      // So one of the themes is enough for what is on it.
      if (theme === 'light') {
        it('what is printed has every finding, with its evidence', { skip }, async () => {
          const { page } = await visit(opened.browser, made.url);
          const texts = await page.evaluate(() => [...document.querySelectorAll('h4, .finding > p, dd:not(:has(pre)), .seen, pre')].map((it) => it.textContent));
          assert.ok(texts.length > made.titles.length * 4, `${texts.length} texts`);
          const file = join(made.folder, `${engine}.pdf`);
          await writeFile(file, await page.pdf({ format: 'A4' }));
          const printed = letters((await read('pdf', file)).join(''));
          // Many are there several times, and each of them has to be.
          const times = (text) => texts.filter((it) => it === text).length;
          assert.deepEqual([...new Set(texts)].filter((text) => printed.split(letters(text)).length <= times(text)), []);
        });
      }
    });
  }
}

/** A text without what a printer changes: where lines end, and letters that it draws as one. */
const letters = (text) => text.normalize('NFKC').replaceAll(/\s+/g, '').toLowerCase();
