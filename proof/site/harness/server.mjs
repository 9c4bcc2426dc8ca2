// The site itself: `corsmith serve` on a free port of the loopback.

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';

/** The program under test; `cargo xtask site` says which. */
export const CORSMITH =
  process.env.CORSMITH_BIN ?? fileURLToPath(new URL('../../../target/debug/corsmith', import.meta.url));

/** What a server is started with so that it scans what is on this machine. */
export const SCANS = ['--enable-scan', '--allow-private'];

/** A server that is gone when `stop` has returned. `origin` has no slash at its end. */
export async function startServer(options = []) {
  const child = spawn(CORSMITH, ['serve', '--listen', '127.0.0.1:0', ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  let complaints = '';
  child.stderr.on('data', (part) => { complaints += part; });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  // A test that is killed takes its server along.
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const origin = await Promise.race([
    addressIn(child.stdout),
    exited.then((code) => { throw new Error(`\`corsmith serve\` ended with ${code} before it said its address: ${complaints}`); }),
    new Promise((_, reject) => { child.once('error', reject); }),
  ]);
  return {
    origin,
    pid: child.pid,
    /** Asks it to end as a service manager does; it has to end well. */
    async stop() {
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
      const code = await exited;
      clearTimeout(late);
      process.off('exit', kill);
      if (code !== 0) throw new Error(`\`corsmith serve\` ended with ${code ?? 'a signal'} after SIGTERM: ${complaints}`);
      // It has nothing to say of visitors, and least of all what they typed.
      if (complaints !== 'Ctrl-C stops it.\n') throw new Error(`\`corsmith serve\` said ${complaints}`);
    },
  };
}

async function addressIn(stream) {
  for await (const line of createInterface({ input: stream })) {
    const found = /^Corsmith is at (http:\/\/[^\s/]+)\/$/.exec(line);
    if (found === null) throw new Error(`the first line is \`${line}\`, not its address`);
    // Whatever it says later must not fill the pipe.
    stream.resume();
    return found[1];
  }
  throw new Error('`corsmith serve` closed its output before it said its address');
}
