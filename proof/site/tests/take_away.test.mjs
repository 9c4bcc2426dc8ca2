// What one copies or downloads is what the command writes, byte for byte.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { promisify } from 'node:util';
import { download } from '../harness/download.mjs';
import { inEachBrowser } from '../harness/each_browser.mjs';
import { click, clipboard, text } from '../harness/person.mjs';
import { FULL, forTarget } from '../harness/policies.mjs';
import { CORSMITH } from '../harness/server.mjs';
import { until } from '../harness/until.mjs';

const run = promisify(execFile);

/** The files that `corsmith build` writes for nginx from a policy that the site wrote, by name. */
async function commandWrites(policy) {
  const folder = await mkdtemp(join(tmpdir(), 'corsmith-site-'));
  try {
    const out = join(folder, 'out');
    await writeFile(join(folder, 'corsmith.toml'), policy);
    // By its name alone: the generated files say how they were made.
    await run(CORSMITH, ['build', 'corsmith.toml', '--target', 'nginx', '--out', out], { cwd: folder });
    const names = (await readdir(out)).sort();
    const files = names.map(async (name) => [name, (await readFile(join(out, name))).toString()]);
    return new Map(await Promise.all(files));
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function downloadedPolicy(site, page) {
  await click(page, 'a.download[href^="/policy"]');
  const { name, bytes } = await download(site.browser.downloads);
  assert.equal(name, 'corsmith.toml');
  return bytes;
}

for (const javascript of [true, false]) {
  inEachBrowser((site) => {
    it('each downloaded file is what the command makes of the downloaded policy', async () => {
      const { page } = await site.visit(forTarget(FULL, 'nginx'));
      const files = await commandWrites(await downloadedPolicy(site, page));
      assert.ok(files.size > 0);
      for (const [name, contents] of files) {
        await click(page, `#files a.download[href$="file=${name}"]`);
        const file = await download(site.browser.downloads);
        assert.equal(file.name, name);
        assert.equal(file.bytes.toString(), contents);
        assert.equal(await text(page, `#files pre.file[data-file="nginx-${name}"]`), contents);
      }
    });

    if (javascript) {
      it('each copied file is what the command makes of the downloaded policy', async () => {
        const { page } = await site.visit(forTarget(FULL, 'nginx'));
        const files = await commandWrites(await downloadedPolicy(site, page));
        for (const [name, contents] of files) {
          const id = await page.evaluate((it) => document.querySelector(`#files [data-file="nginx-${it}"]`).id, name);
          await click(page, `button.copy[data-copy="${id}"]`);
          await until(page, 'it says so', () => document.querySelector('#status').textContent === 'Copied');
          assert.equal(await clipboard(page), contents);
          await page.evaluate(() => { document.querySelector('#status').textContent = ''; });
        }
      });
    }
  }, { javascript });
}
