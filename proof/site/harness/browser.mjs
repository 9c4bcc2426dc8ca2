// Debian's own Chromium and Firefox, headless, each with a fresh profile that goes away with it.

import { readFileSync } from 'node:fs';
import { mkdtemp, mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import puppeteer from 'puppeteer-core';
import { MOST_MILLISECONDS } from './until.mjs';

/** The engines that the tests use; `CORSMITH_ENGINES=chromium` leaves the other out. */
export const ENGINES = (process.env.CORSMITH_ENGINES ?? 'chromium,firefox').split(',');

const BINARIES = { chromium: 'chromium', firefox: 'firefox-esr' };

const CHROMIUM_ARGUMENTS = [
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--no-proxy-server',
  // Whatever still wants to call out finds nobody.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
];

const FIREFOX_PREFERENCES = {
  'browser.download.folderList': 2,
  'browser.download.useDownloadDir': true,
  'browser.download.alwaysOpenPanel': false,
  'browser.download.always_ask_before_handling_new_types': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.dns.disablePrefetch': true,
  'network.proxy.http': '127.0.0.1',
  'network.proxy.http_port': 9,
  'network.proxy.no_proxies_on': 'localhost, 127.0.0.1',
  'network.proxy.ssl': '127.0.0.1',
  'network.proxy.ssl_port': 9,
  'network.proxy.type': 1,
  // Tab stops at links too, as on every system but macOS.
  'accessibility.tabfocus': 7,
};

/**
 * A browser, gone with everything it wrote when `close` has returned.
 *
 * `theme` is what the system prefers: `light` or `dark`. `downloads` is the folder that downloads go to.
 */
export async function launch(engine, { theme = 'light', javascript = true } = {}) {
  const directory = await mkdtemp(join(tmpdir(), 'corsmith-site-'));
  const downloads = join(directory, 'downloads');
  await mkdir(downloads);
  const common = {
    executablePath: binary(BINARIES[engine]),
    headless: true,
    // A home of its own: nothing of the person who runs the tests is read or changed.
    env: { ...process.env, HOME: directory, XDG_CONFIG_HOME: directory, XDG_CACHE_HOME: directory, LC_ALL: 'C.UTF-8' },
    defaultViewport: { width: 1280, height: 900 },
  };
  const browser = engine === 'chromium'
    ? await puppeteer.launch({
      ...common,
      browser: 'chrome',
      userDataDir: join(directory, 'profile'),
      // The sandbox needs user namespaces, which root does not get; the only page is ours.
      args: process.getuid?.() === 0 ? [...CHROMIUM_ARGUMENTS, '--no-sandbox'] : CHROMIUM_ARGUMENTS,
    })
    : await puppeteer.launch({
      ...common,
      browser: 'firefox',
      extraPrefsFirefox: {
        ...FIREFOX_PREFERENCES,
        'browser.download.dir': downloads,
        // Firefox has commands for neither. 0 is dark and 1 is light.
        'javascript.enabled': javascript,
        'layout.css.prefers-color-scheme.content-override': theme === 'dark' ? 0 : 1,
      },
    });
  return {
    engine,
    downloads,
    theme,
    javascript,
    version: await browser.version(),
    /** A page in a context of its own: no storage or cache is shared. */
    async page() {
      const context = await browser.createBrowserContext(
        engine === 'chromium' ? { downloadBehavior: { policy: 'allow', downloadPath: downloads } } : {},
      );
      const page = await context.newPage();
      page.setDefaultTimeout(MOST_MILLISECONDS);
      if (engine === 'chromium') {
        await page.setJavaScriptEnabled(javascript);
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
      }
      return page;
    },
    async close() {
      await browser.close();
      await rm(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

/** What `cargo xtask install` found; else the name, which the system looks up. */
function binary(name) {
  const record = fileURLToPath(new URL(`../../../target/proof/found/${name}`, import.meta.url));
  try {
    const line = readFileSync(record, 'utf8').split('\n').find((it) => it.startsWith('binary='));
    if (line !== undefined) return line.slice('binary='.length);
  } catch {
    // Not installed by it: the usual place.
  }
  return `/usr/bin/${name}`;
}
