// What a browser downloads.

import { readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** The only file that arrives in the folder, once it is whole. */
export async function download(folder) {
  const end = Date.now() + 10_000;
  for (;;) {
    const names = await readdir(folder);
    const isWhole = names.length > 0 && !names.some((name) => /\.(part|crdownload)$|^\.(org|com)\./.test(name));
    if (isWhole) {
      const bytes = await readFile(join(folder, names[0]));
      // Firefox makes an empty file first.
      if (bytes.length > 0) {
        await rm(join(folder, names[0]));
        return { name: names[0], bytes };
      }
    }
    if (Date.now() > end) throw new Error(`no whole download within 10 s: ${names.join(', ')}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
