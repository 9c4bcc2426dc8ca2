// The readers of `readers`, which are in Python.

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const PYTHON = fileURLToPath(new URL('../../../target/proof/readers/bin/python', import.meta.url));
/** More than any report of a test is long. */
const MOST_BYTES = 64 << 20;

/** Why there is nobody to read; else `false`, as the option of a test. */
export const skip = existsSync(PYTHON) ? false : 'the readers are not installed';

/** A file beside the readers, or of another crate. */
export const path = (relative) => fileURLToPath(new URL(`../readers/${relative}`, import.meta.url));

/** What `read_KIND.py` reads in a file; it fails where the reader does. */
export async function read(kind, ...parameters) {
  // What Python keeps of a script is not the repository's.
  const options = { maxBuffer: MOST_BYTES, env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' } };
  const { stdout } = await promisify(execFile)(PYTHON, [path(`read_${kind}.py`), ...parameters], options);
  return JSON.parse(stdout);
}
