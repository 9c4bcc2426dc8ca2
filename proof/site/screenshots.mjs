// Pictures of every page at three widths, light and dark; and those of the README.
//
//     node screenshots.mjs ALL README
//
// `cargo xtask screenshots` says which folders.

import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { launch } from './harness/browser.mjs';
import { KINDS } from './harness/pages.mjs';
import { click, text, write } from './harness/person.mjs';
import { FORBIDDEN, FULL, forTarget } from './harness/policies.mjs';
import { SCANS, startServer } from './harness/server.mjs';
import { OWNER_PATH, startTarget } from './harness/target.mjs';
import { until } from './harness/until.mjs';
import { visit } from './harness/visit.mjs';

const WIDTHS = [390, 768, 1440];
const HEIGHT = 900;
/** A README is not to weigh more than what it shows. */
const MOST_BYTES = 250_000;

const REFUSED = [
  ['from', 'https://app.example.com'], ['url', 'https://api.example.com/orders/7'], ['method', 'PUT'],
  ['header', 'Content-Type: application/json'], ['send', 'include'],
  ['who', 'listed'], ['origins', 'https://app.example.com'], ['methods', 'GET'],
];

const MESSAGE = "Access to fetch at 'https://api.example.com/orders' from origin 'https://app.example.com' has been blocked "
  + "by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.";

/** A name, an address, and what is done there before the picture is taken. */
const PICTURES = [
  ...KINDS.filter((path) => path !== '/').map((path) => ({ name: path.slice(1).replaceAll('/', '-'), path })),
  { name: 'build-empty', path: '/' },
  { name: 'build', path: forTarget(FULL, 'nginx') },
  { name: 'build-forbidden', path: FORBIDDEN },
  { name: 'simulate-refused', path: `/simulate?${new URLSearchParams(REFUSED)}` },
  {
    name: 'diagnose-message',
    path: '/diagnose',
    async prepare(page) {
      await write(page, 'main textarea', MESSAGE);
      await click(page, 'main form button.primary');
      await page.waitForNetworkIdle({ idleTime: 200 });
    },
  },
];

/** Those of a server that scans, one after the other on one page: of its form, a token that is missing, and a report. */
const OF_SCANS = [
  { name: 'scan-form', prepare: (page, url) => write(page, '#url', url) },
  {
    name: 'scan-token',
    async prepare(page, _, target) {
      await click(page, '[name=own]');
      await click(page, '#scan button.primary');
      await until(page, 'the token', () => document.querySelector('#token') !== null);
      target.publish(OWNER_PATH, await text(page, '#token'));
    },
  },
  {
    name: 'scan-waiting',
    async prepare(page, _, target) {
      target.open = target.shut();
      // A host that had no token is left alone for a second.
      await new Promise((resolve) => { setTimeout(resolve, 1_100); });
      await click(page, '#scan button.primary');
      await until(page, 'it waits', () => /^1 request/.test(document.querySelector('#progress')?.textContent ?? ''));
    },
  },
  {
    name: 'scan-report',
    async prepare(page, _, target) {
      target.open();
      await until(page, 'many requests', () => Number.parseInt(document.querySelector('#progress')?.textContent, 10) > 30);
      await until(page, 'the report', () => document.querySelector('#findings-title') !== null);
      await click(page, 'article.finding summary');
    },
  },
];

/** The README's: of which picture, in which theme, how wide. */
const README = [
  { file: 'build-light.png', name: 'build', theme: 'light', width: 1440 },
  { file: 'build-dark.png', name: 'build', theme: 'dark', width: 390 },
  { file: 'simulate.png', name: 'simulate-refused', theme: 'light', width: 1440 },
  { file: 'scan.png', name: 'scan-report', theme: 'light', width: 1440 },
  { file: 'diagnose.png', name: 'diagnose-message', theme: 'light', width: 1440 },
];

const [all, readme] = process.argv.slice(2);
if (readme === undefined) throw new Error('which two folders do the pictures go to?');
await mkdir(all, { recursive: true });
await mkdir(readme, { recursive: true });
const server = await startServer();
const scanner = await startServer(SCANS);
try {
  for (const theme of ['light', 'dark']) {
    await takeAll(theme);
    await takeScans(theme);
  }
} finally {
  await server.stop();
  await scanner.stop();
}

async function takeAll(theme) {
  const browser = await launch('chromium', { theme });
  try {
    for (const { name, path, prepare } of PICTURES) {
      const { page } = await visit(browser, server.origin + path);
      await prepare?.(page);
      await take(page, name, theme);
      await page.browserContext().close();
    }
  } finally {
    await browser.close();
  }
}

async function takeScans(theme) {
  const target = await startTarget();
  const browser = await launch('chromium', { theme });
  try {
    const { page } = await visit(browser, `${scanner.origin}/scan`);
    // Another host in each theme: one is left alone for a while after a scan.
    const url = target.url(`api-${theme}`);
    for (const { name, prepare } of OF_SCANS) {
      await prepare(page, url, target);
      await take(page, name, theme);
    }
  } finally {
    await browser.close();
    await target.stop();
  }
}

/** At each width. */
async function take(page, name, theme) {
  for (const width of WIDTHS) {
    await page.setViewport({ width, height: HEIGHT });
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.screenshot({ path: join(all, `${name}-${width}-${theme}.png`), fullPage: true });
    for (const picture of README) {
      if (picture.name === name && picture.theme === theme && picture.width === width) await takeForReadme(page, picture);
    }
  }
}

/** One screen of it: a README shows what one sees first. */
async function takeForReadme(page, { file }) {
  const path = join(readme, file);
  await page.screenshot({ path });
  const { size } = await stat(path);
  if (size > MOST_BYTES) throw new Error(`${file} has ${size} bytes, and ${MOST_BYTES} are enough`);
}
