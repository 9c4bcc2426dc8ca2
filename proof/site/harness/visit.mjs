// A visit to one page, and what went wrong on it.

/**
 * Opens `url` in a context of its own. `problems` collects what nobody should see: errors and warnings of the console,
 * uncaught exceptions, violations of the Content Security Policy, and answers that are errors. `requests` collects the
 * addresses that are asked for.
 */
export async function visit(browser, url) {
  const page = await browser.page();
  const [problems, requests] = [[], []];
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => {
    if (['error', 'warn'].includes(message.type())) problems.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`));
  page.on('response', (answer) => {
    if (answer.status() >= 400) problems.push(`${answer.status()} for ${answer.url()}`);
  });
  if (browser.javascript) {
    await page.exposeFunction('reportViolation', (text) => problems.push(`CSP: ${text}`));
    await page.evaluateOnNewDocument(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        window.reportViolation(`${event.violatedDirective} forbids ${event.blockedURI}`);
      });
    });
  }
  await page.goto(url);
  return { page, problems, requests };
}
