"use strict";

const session = new URLSearchParams(location.search).get("session");
const state = document.getElementById("state");
const frame = document.getElementById("frame");
const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

// Calls into the sandboxed frame that wait for their outcome.
const calls = new Map();
let lastCall = 0;
const frameIsReady = new Promise((resolve) => calls.set(0, resolve));
addEventListener("message", ({ data: { call, outcome } }) => {
  calls.get(call)?.(outcome);
  calls.delete(call);
});

async function attemptInFrame(url, init, timeout) {
  await frameIsReady;
  const call = ++lastCall;
  const outcome = new Promise((resolve) => calls.set(call, resolve));
  frame.contentWindow.postMessage({ call, url, init, timeout }, "*");
  return outcome;
}

async function experiment(batch, { n, opaque, steps }) {
  const start = performance.now();
  const outcomes = [];
  for (const [step, { at, url, init }] of steps.entries()) {
    const early = start + at - performance.now();
    if (early > 0) await sleep(early);
    // The server cannot know by itself which step a request belongs to.
    if (step > 0) {
      await fetch(`/-/begin?batch=${batch.id}&n=${n}&step=${step}`, { method: "POST" });
    }
    outcomes.push(await (opaque ? attemptInFrame : attempt)(url, init, batch.timeout));
  }
  return outcomes;
}

async function run(batch) {
  let results = [];
  let lastReport = performance.now();
  const report = async () => {
    if (results.length === 0) return;
    const body = JSON.stringify(results);
    results = [];
    lastReport = performance.now();
    await fetch(`/-/results?batch=${batch.id}`, { method: "POST", body });
  };
  // A wave ends before the next begins; within it, so many run at a time.
  for (const { concurrency, experiments } of batch.waves) {
    const waiting = [...experiments];
    const worker = async () => {
      for (let next; (next = waiting.shift()); ) {
        const outcomes = await experiment(batch, next);
        results.push([next.n, outcomes]);
        // Also in time, so that the driver sees slow experiments go on.
        if (results.length >= batch.reportEvery || performance.now() - lastReport > 1000) {
          await report();
        }
      }
    };
    await Promise.all(Array.from({ length: concurrency }, worker));
    await report();
  }
}

async function main() {
  for (let after = 0; ; ) {
    try {
      const next = await fetch(`/-/next?session=${session}&after=${after}`);
      const batch = await next.json();
      if (batch === null) continue;
      after = batch.id;
      state.textContent = `Batch ${batch.id}.`;
      await run(batch);
    } catch (error) {
      state.textContent = `${error}`;
      const body = `${error} ${error.stack}`;
      await fetch(`/-/failed?batch=${after}`, { method: "POST", body }).catch(() => {});
      await sleep(200);
    }
  }
}

main();
