// Pictures of every page at three widths, light and dark; and those of the README.
//
//     node screenshots.mjs ALL README
//
// `cargo xtask screenshots` says which folders.

import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { launch } from './harness/browser.mjs';
import { KINDS } from './harness/pages.mjs';
import { click, write } from './harness/person.mjs';
import { FORBIDDEN, FULL, forTarget } from './harness/policies.mjs';
import { startServer } from './harness/server.mjs';
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

/** The README's: of which picture, in which theme, how wide. */
const README = [
  { file: 'build-light.png', name: 'build', theme: 'light', width: 1440 },
  { file: 'build-dark.png', name: 'build', theme: 'dark', width: 390 },
  { file: 'simulate.png', name: 'simulate-refused', theme: 'light', width: 1440 },
  { file: 'diagnose.png', name: 'diagnose-message', theme: 'light', width: 1440 },
];

const [all, readme] = process.argv.slice(2);
if (readme === undefined) throw new Error('which two folders do the pictures go to?');
await mkdir(all, { recursive: true });
await mkdir(readme, { recursive: true });
const server = await startServer();
try {
  for (const theme of ['light', 'dark']) await takeAll(theme);
} finally {
  await server.stop();
}

async function takeAll(theme) {
  const browser = await launch('chromium', { theme });
  try {
    for (const { name, path, prepare } of PICTURES) {
      const { page } = await visit(browser, server.origin + path);
      await prepare?.(page);
      for (const width of WIDTHS) {
        await page.setViewport({ width, height: HEIGHT });
        await page.evaluate(() => window.scrollTo(0, 0));
        await page.screenshot({ path: join(all, `${name}-${width}-${theme}.png`), fullPage: true });
        for (const picture of README) {
          if (picture.name === name && picture.theme === theme && picture.width === width) await takeForReadme(page, picture);
        }
      }
      await page.browserContext().close();
    }
  } finally {
    await browser.close();
  }
}

/** One screen of it: a README shows what one sees first. */
async function takeForReadme(page, { file }) {
  const path = join(readme, file);
  await page.screenshot({ path });
  const { size } = await stat(path);
  if (size > MOST_BYTES) throw new Error(`${file} has ${size} bytes, and ${MOST_BYTES} are enough`);
}
