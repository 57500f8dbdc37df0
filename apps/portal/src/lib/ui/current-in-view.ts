import type { Attachment } from 'svelte/attachments';

const marks = ['aria-current', 'aria-pressed', 'data-state'];
const current = '[aria-current], [aria-pressed="true"], [data-state="active"], label:has(:checked)';
/** Shows that there is more beside it. */
const margin = 24;

/** Keeps the current item of a row or column that scrolls in view. The page itself does not move. */
export const currentInView: Attachment<HTMLElement> = (row) => {
  const show = (): void => {
    const item = row.querySelector<HTMLElement>(current);
    const strip = item && stripOf(item);
    if (!strip) return;
    const [inner, outer] = [item.getBoundingClientRect(), strip.getBoundingClientRect()];
    if (inner.left < outer.left) strip.scrollLeft += inner.left - outer.left - margin;
    else if (inner.right > outer.right) strip.scrollLeft += inner.right - outer.right + margin;
    // A form around a row is not moved.
    if (strip !== row) return;
    if (inner.top < outer.top) strip.scrollTop += inner.top - outer.top - margin;
    else if (inner.bottom > outer.bottom) strip.scrollTop += inner.bottom - outer.bottom + margin;
  };
  // Also when a phone is turned.
  const sizes = new ResizeObserver(show);
  sizes.observe(row);
  const observer = new MutationObserver(show);
  observer.observe(row, { subtree: true, attributes: true, attributeFilter: marks });
  row.addEventListener('change', show);
  return () => {
    sizes.disconnect();
    observer.disconnect();
    row.removeEventListener('change', show);
  };
};

const stripOf = (item: HTMLElement): HTMLElement | null => {
  const parent = item.parentElement;
  if (!parent || parent === document.body) return null;
  return /auto|scroll/u.test(getComputedStyle(parent).overflowX) ? parent : stripOf(parent);
};
