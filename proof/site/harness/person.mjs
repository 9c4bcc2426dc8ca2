// What a person does with a mouse and a keyboard. Puppeteer's own clicks need the page's JavaScript in Firefox.

import { until } from './until.mjs';

/** Clicks on the middle of the first element that matches; fails if something else is there. */
export async function click(page, selector) {
  const { x, y } = await middle(page, selector);
  await page.mouse.click(x, y);
}

/** Scrolls to the first element that matches and says where its middle is. */
export async function middle(page, selector) {
  let before = {};
  for (;;) {
    const point = await page.evaluate(scrollTo, selector);
    if (typeof point === 'string') throw new Error(point);
    if (point.x === before.x && point.y === before.y) return point;
    before = point;
    // A click is for what is painted, and that follows the scroll by a frame or two.
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Runs in the page: where to click, or why there is nothing to click on. */
function scrollTo(selector) {
  const element = document.querySelector(selector);
  if (element === null) return `there is no \`${selector}\``;
  const isSmall = ({ width, height }) => width < 2 || height < 2;
  // A control that is drawn by its label is clicked there.
  const shown = isSmall(element.getBoundingClientRect()) ? element.labels?.[0] ?? element : element;
  shown.scrollIntoView({ block: 'center', behavior: 'instant' });
  const box = shown.getClientRects()[0] ?? shown.getBoundingClientRect();
  if (isSmall(box)) return `\`${selector}\` is not visible`;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const there = document.elementFromPoint(x, y);
  if (shown.contains(there) || there?.closest('label')?.control === element) return { x, y };
  return `\`${selector}\` is covered by ${there?.outerHTML.slice(0, 80)}`;
}

/** Clicks on what leads to another page and waits until that is there. */
export async function follow(page, selector) {
  await Promise.all([page.waitForNavigation(), click(page, selector)]);
}

/** Replaces what is in a text field by typing. */
export async function write(page, selector, text) {
  await click(page, selector);
  await page.keyboard.down('Control');
  await page.keyboard.press('a');
  await page.keyboard.up('Control');
  await page.keyboard.press('Backspace');
  await page.keyboard.type(text);
}

/** Presses Tab until `selector` has the focus. */
export async function tabTo(page, selector) {
  for (let presses = 0; presses < 200; presses += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((it) => document.activeElement.matches(it), selector)) return;
  }
  throw new Error(`Tab never reached \`${selector}\``);
}

/** What the clipboard holds: pasted into an empty field of a page of the same browser. */
export async function clipboard(page) {
  await page.evaluate(() => {
    const field = document.createElement('textarea');
    field.id = 'pasted';
    document.body.prepend(field);
    field.focus();
  });
  await page.keyboard.down('Control');
  await page.keyboard.press('v');
  await page.keyboard.up('Control');
  await until(page, 'something is pasted', () => document.querySelector('#pasted').value !== '');
  return page.evaluate(() => {
    const field = document.querySelector('#pasted');
    field.remove();
    return field.value;
  });
}

/** The text of the first element that matches, with its spaces as they are shown to a reader of the source. */
export function text(page, selector) {
  return page.evaluate((it) => document.querySelector(it)?.textContent ?? `there is no \`${it}\``, selector);
}

/** What the address bar says. Not `page.url()`, which is told of a navigation some time after the page has it. */
export function address(page) {
  return page.evaluate(() => window.location.href);
}
