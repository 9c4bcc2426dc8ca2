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
    // All but one: a policy, an error or a configuration is a text in a language of its own, and no JSON Schema says
    // which texts are in it. So what the schema accepts may still be refused, with 400 or 422 as the document says.
    const checks = ['--checks', 'all', '--exclude-checks', 'positive_data_acceptance'];
    const { code, said } = await run(SCHEMATHESIS, ['--no-color', 'run', url, ...checks, ...bounds], folder);
    for (const line of said.match(/^ *\d+ generated.*$/gm) ?? []) test.diagnostic(line.trim());
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
