// What axe-core finds on a page.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The rules whose result a theme can change: colours are all that it sets. */
export const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

/**
 * What axe finds, one line each, by all of its rules or by some. It is evaluated by the browser's protocol, so that the
 * page's own policy stays as it is.
 */
export async function violations(page, rules) {
  await page.evaluate(AXE);
  return page.evaluate(async (only) => {
    const { violations: found } = await window.axe.run(only === null ? {} : { runOnly: { type: 'rule', values: only } });
    const shown = ({ html, failureSummary }) => `${html.slice(0, 120)} ${failureSummary.replaceAll(/\s+/g, ' ')}`;
    return found.map(({ id, nodes }) => `${id}, ${nodes.length} times: ${shown(nodes[0])}`);
  }, rules ?? null);
}
