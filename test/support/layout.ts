import type { Page } from 'playwright-core';

/**
 * What is broken in the layout of the page as it is shown: scrolling sideways, headings that are cut, texts beyond the
 * edge, and texts on top of each other. Each fault as a sentence.
 */
const layoutFaults = (page: Page): Promise<string[]> => page.evaluate<string[]>(measuring);

/** The last one is a desk of 1440 × 900 at 200 % zoom. */
const sizes = [
  { width: 320, height: 568 },
  { width: 390, height: 844 },
  { width: 844, height: 390 },
  { width: 1440, height: 900 },
  { width: 720, height: 450 },
];

/** The faults of the page that is shown, in every size. `where` names it. */
export const layoutFaultsInSizes = async (page: Page, where: string): Promise<string[]> => {
  await page.evaluate('document.fonts.ready.then(() => true)');
  const found: string[] = [];
  for (const size of sizes) {
    await page.setViewportSize(size);
    // A size takes effect with the next picture.
    await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
    const faults = await layoutFaults(page);
    found.push(...faults.map((fault) => `${where} at ${size.width} × ${size.height}: ${fault}`));
  }
  return found;
};

/** Runs in the browser. */
const measuring = `(() => {
  const faults = [];
  const over = document.documentElement.scrollWidth - innerWidth;
  if (over > 0) faults.push('scrolls sideways by ' + over + ' px');

  const said = (text) => '"' + text.trim().replace(/\\s+/g, ' ').slice(0, 40) + '"';
  const isShown = (element) => {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    // For screen readers only, or in a closed part.
    for (let each = element; each; each = each.parentElement) {
      const { clip, clipPath, overflow } = getComputedStyle(each);
      const { width, height } = each.getBoundingClientRect();
      if (clipPath.startsWith('inset(50%') || clip.startsWith('rect(0')) return false;
      if (overflow === 'hidden' && (width <= 1 || height <= 1)) return false;
    }
    return true;
  };
  // What floats lies above the page on purpose. Each of its layers is compared with itself.
  const layerOf = (element) => {
    for (let each = element; each; each = each.parentElement)
      if (['fixed', 'sticky'].includes(getComputedStyle(each).position)) return each;
    return null;
  };

  for (const heading of document.querySelectorAll('h1, h2, h3, [data-testid], nav a')) {
    if (!isShown(heading)) continue;
    const { overflowX, overflowY } = getComputedStyle(heading);
    if (overflowX !== 'visible' && heading.scrollWidth > heading.clientWidth + 1)
      faults.push('cut sideways: ' + said(heading.textContent));
    if (overflowY !== 'visible' && heading.scrollHeight > heading.clientHeight + 4)
      faults.push('cut below: ' + said(heading.textContent));
  }

  const windowOf = (element) => {
    let [top, bottom] = [-Infinity, Infinity];
    for (let each = element; each; each = each.parentElement)
      if (getComputedStyle(each).overflowY !== 'visible' && each !== document.documentElement && each !== document.body) {
        const box = each.getBoundingClientRect();
        [top, bottom] = [Math.max(top, box.top), Math.min(bottom, box.bottom)];
      }
    return { top, bottom };
  };

  const boxes = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { currentNode: node } = texts;
    const parent = node.parentElement;
    if (!node.textContent.trim() || ['SCRIPT', 'STYLE', 'NOSCRIPT', 'OPTION', 'TITLE'].includes(parent.tagName) || !isShown(parent))
      continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const layer = layerOf(parent);
    const seen = windowOf(parent);
    for (const box of range.getClientRects()) {
      const { width, height, left, right } = box;
      // What a clamped text hides lies on nothing.
      const [top, bottom] = [Math.max(box.top, seen.top), Math.min(box.bottom, seen.bottom)];
      if (width < 1 || bottom - top < height / 2) continue;
      if (left < -1 || right > innerWidth + 1) {
        const scroller = parent.closest('[class*="overflow-x"]');
        if (!scroller) faults.push('beyond the edge: ' + said(node.textContent));
      }
      // The box of a line is higher than its letters.
      const spare = height * 0.22;
      boxes.push({ node, parent, layer, left: left + 1, right: right - 1, top: top + spare, bottom: bottom - spare });
    }
  }
  for (let one = 0; one < boxes.length; one += 1)
    for (let other = one + 1; other < boxes.length; other += 1) {
      const [a, b] = [boxes[one], boxes[other]];
      if (a.node === b.node || a.layer !== b.layer) continue;
      if (a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
        faults.push(said(a.node.textContent) + ' lies on ' + said(b.node.textContent));
    }
  return [...new Set(faults)];
})()`;
