// The API holds what its OpenAPI document says, whatever it is asked.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startServer } from '../harness/server.mjs';

const SCHEMATHESIS = fileURLToPath(new URL('../../../target/proof/schemathesis/bin/schemathesis', import.meta.url));
const skip = existsSync(SCHEMATHESIS) ? false : 'schemathesis is not installed';

it('schemathesis finds no error of the server and no answer that its document does not have', { skip }, async (test) => {
  const server = await startServer();
  // It keeps what it found in the folder it runs in.
  const folder = await mkdtemp(join(tmpdir(), 'corsmith-site-'));
  try {
    const url = `${server.origin}/api/v1/openapi.json`;
    const bounds = ['--max-examples', '30', '--seed', '1', '--workers', '1'];
    const { code, said } = await run(SCHEMATHESIS, ['--no-color', 'run', url, '--checks', 'all', ...bounds], folder);
    test.diagnostic(said.trimEnd().split('\n').at(-1));
    assert.equal(code, 0, said);
  } finally {
    await rm(folder, { recursive: true });
    await server.stop();
  }
});

function run(program, parameters, folder) {
  const child = spawn(program, parameters, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => { said += part; });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, said }));
  });
}
