// Waiting for what a page will show.

/** Long enough for a machine that is busy with something else; only a failure takes it. */
export const MOST_MILLISECONDS = 20_000;

/**
 * Asks `question` in the page until its answer is true; `what` says what was waited for.
 *
 * Not puppeteer's `waitForFunction`: it makes functions from strings, which the site's Content Security Policy forbids.
 */
export async function until(page, what, question, ...argumentsOf) {
  const end = Date.now() + MOST_MILLISECONDS;
  for (;;) {
    try {
      if (await page.evaluate(question, ...argumentsOf)) return;
      if (Date.now() > end) throw new Error(`not within ${MOST_MILLISECONDS} ms: ${what}`);
    } catch (error) {
      // While one page goes and another comes there is nobody to ask.
      if (Date.now() > end) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
