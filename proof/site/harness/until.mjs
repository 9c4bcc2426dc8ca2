// Waiting for what a page will show.

/**
 * Asks `question` in the page until its answer is true; `what` says what was waited for.
 *
 * Not puppeteer's `waitForFunction`: it makes functions from strings, which the site's Content Security Policy forbids.
 */
export async function until(page, what, question, ...argumentsOf) {
  const end = Date.now() + 5_000;
  for (;;) {
    try {
      if (await page.evaluate(question, ...argumentsOf)) return;
      if (Date.now() > end) throw new Error(`not within 5 s: ${what}`);
    } catch (error) {
      // While one page goes and another comes there is nobody to ask.
      if (Date.now() > end) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
