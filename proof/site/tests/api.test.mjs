// The API holds what its OpenAPI document says, whatever it is asked.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { SCANS, startServer } from '../harness/server.mjs';
import { startTarget } from '../harness/target.mjs';

const SCHEMATHESIS = fileURLToPath(new URL('../../../target/proof/schemathesis/bin/schemathesis', import.meta.url));
const ONE_TARGET = fileURLToPath(new URL('../harness/scan_one_target.py', import.meta.url));
const skip = existsSync(SCHEMATHESIS) ? false : 'schemathesis is not installed';

it('schemathesis finds no error of the server and no answer that its document does not have', { skip }, async (test) => {
  const server = await startServer();
  try {
    await assertHolds(test, server);
  } finally {
    await server.stop();
  }
});

it('the same of a server that scans', { skip }, async (test) => {
  const target = await startTarget();
  const server = await startServer(SCANS);
  try {
    const hook = { SCHEMATHESIS_HOOKS: ONE_TARGET, CORSMITH_TARGET: target.url('api') };
    await assertHolds(test, server, ['--include-path-regex', '/scan'], hook);
    const scanned = target.asked.filter(({ path }) => path === '/orders');
    assert.notEqual(scanned.length, 0, 'nothing was scanned');
  } finally {
    await server.stop();
    await target.stop();
  }
});

async function assertHolds(test, server, options = [], environment = {}) {
  // It keeps what it found in the folder it runs in.
  const folder = await mkdtemp(join(tmpdir(), 'corsmith-site-'));
  try {
    const url = `${server.origin}/api/v1/openapi.json`;
    const bounds = ['--max-examples', '30', '--seed', '1', '--workers', '1'];
    // All but one: a policy, an error or a configuration is a text in a language of its own, and no JSON Schema says
    // which texts are in it. So what the schema accepts may still be refused, with 400 or 422 as the document says.
    const checks = ['--checks', 'all', '--exclude-checks', 'positive_data_acceptance'];
    const parameters = ['--no-color', 'run', url, ...checks, ...bounds, ...options];
    const { code, said } = await run(SCHEMATHESIS, parameters, { cwd: folder, env: { ...process.env, ...environment } });
    for (const line of said.match(/^ *\d+ generated.*$/gm) ?? []) test.diagnostic(line.trim());
    assert.equal(code, 0, said);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function run(program, parameters, options) {
  const child = spawn(program, parameters, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => { said += part; });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, said }));
  });
}
