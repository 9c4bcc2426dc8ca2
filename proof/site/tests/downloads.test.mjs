// For every target, the files of the site are the files of the command.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { promisify } from 'node:util';
import { ONE_ORIGIN, forTarget } from '../harness/policies.mjs';
import { CORSMITH, startServer } from '../harness/server.mjs';

const run = promisify(execFile);

it('every file of every target is what `corsmith build --out` writes', async (test) => {
  const server = await startServer();
  const folder = await mkdtemp(join(tmpdir(), 'corsmith-site-'));
  try {
    const query = (target) => forTarget(ONE_ORIGIN, target).slice(1);
    await writeFile(join(folder, 'corsmith.toml'), await bytes(`${server.origin}/policy${query('nginx')}`));
    const { stdout } = await run(CORSMITH, ['targets', '--format', 'json']);
    const targets = JSON.parse(stdout).targets.map(({ name }) => name);
    let files = 0;
    for (const target of targets) {
      const out = join(folder, target);
      // By its name alone: the generated files say how they were made.
      await run(CORSMITH, ['build', 'corsmith.toml', '--target', target, '--out', out], { cwd: folder });
      for (const entry of await readdir(out, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile()) continue;
        const path = join(entry.parentPath ?? entry.path, entry.name);
        const name = path.slice(out.length + 1);
        const download = `${server.origin}/download${query(target)}&file=${encodeURIComponent(name)}`;
        assert.equal((await bytes(download)).toString(), (await readFile(path)).toString(), `${target}: ${name}`);
        files += 1;
      }
    }
    test.diagnostic(`${files} files of ${targets.length} targets`);
    assert.ok(files >= targets.length);
  } finally {
    await rm(folder, { recursive: true });
    await server.stop();
  }
});

async function bytes(url) {
  const answer = await fetch(url);
  assert.equal(answer.status, 200, url);
  return Buffer.from(await answer.arrayBuffer());
}
