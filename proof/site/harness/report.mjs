// Reports as the command writes them: of a scan of a hostile server, of a policy that does not hold there, and of a policy
// that is wrong.

import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PATHS, SILENT } from './hostile.mjs';
import { CORSMITH } from './server.mjs';

const run = promisify(execFile);

const POLICY = '[policy]\nallow-origins = ["https://app.example.com"]\nallow-methods = ["PUT"]\n';
const WRONG_POLICY = `[policy]
allow-origins = ["https://a.example/<script>", "null", "*"]
allow-credentials = true
alow-methods = ["<img src=x onerror=alert(1)>"]
`;

/** From here on a finding fails its test. */
export const FAILS = ['critical', 'high', 'medium'];

/**
 * Scans `hostile` and writes each of `formats` and `scan.har` into `folder`, as `scan.FORMAT`. Gives the reports of the
 * JSON document, and how often the server was asked by the scan that wrote the HAR file.
 */
export async function scanned(folder, hostile, formats) {
  const targets = ['/', ...SILENT].map(hostile.url);
  const paths = PATHS.flatMap((path) => ['--path', path]);
  const options = [
    '--i-own-this', '--allow-private', ...paths, '--fail-on', FAILS.at(-1),
    '--suppress', 'CS301==HYPERLINK("x") <b>accepted</b> `<script>` | @everyone', '--har-out', 'scan.har',
    // For the parts that a report has with them alone.
    '--score', 'mdn', '--policy', 'policy.toml', '--target', 'nginx',
  ];
  await writeFile(join(folder, 'policy.toml'), POLICY);
  let before = 0;
  for (const format of ['json', ...formats]) {
    before = hostile.asked.length;
    // 3: not every target answers.
    await corsmith(folder, ['scan', ...targets, ...options, '--format', format, '--out', `scan.${format}`], 3);
  }
  const { reports } = JSON.parse(await readFile(join(folder, 'scan.json'), 'utf8'));
  return { reports, asked: hostile.asked.length - before };
}

/** Verifies at `hostile` what it does not do: `verify.junit`. Gives the JSON document. */
export async function verified(folder, hostile) {
  await writeFile(join(folder, 'policy.toml'), POLICY);
  const options = ['verify', hostile.url('/'), '--policy', 'policy.toml', '--allow-private', '--yes'];
  for (const format of ['json', 'junit']) {
    await corsmith(folder, [...options, '--format', format, '--out', `verify.${format}`], 1);
  }
  return JSON.parse(await readFile(join(folder, 'verify.json'), 'utf8'));
}

/** Lints a policy with mistakes: `lint.sarif`. Gives the findings. */
export async function linted(folder) {
  await writeFile(join(folder, 'wrong.toml'), WRONG_POLICY);
  const lint = (format) => corsmith(folder, ['lint', 'wrong.toml', '--format', format], 1);
  await writeFile(join(folder, 'lint.sarif'), await lint('sarif'));
  return JSON.parse(await lint('json')).files[0].findings;
}

/** What the command writes in a folder where it has to end with this code. */
async function corsmith(folder, parameters, ends) {
  const { code = 0, stdout, stderr } = await run(CORSMITH, parameters, { cwd: folder }).catch((ended) => ended);
  if (code !== ends) throw new Error(`\`corsmith ${parameters[0]}\` ended with ${code}: ${stderr}`);
  return stdout;
}
