// Pages that are wider than their window.

/** What of a page makes it scroll sideways, and how wide it is then; nothing where it does not. */
export const sticksOut = (page) => page.evaluate(() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const sticksOut = (it) => it.getBoundingClientRect().right > root.clientWidth + 0.5;
  const shown = (it) => `${it.localName}#${it.id}.${it.className}`;
  return [...document.querySelectorAll('main *')].filter(sticksOut).slice(0, 3).map(shown).concat(`${root.scrollWidth} px`);
});
