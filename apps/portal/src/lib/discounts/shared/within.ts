import type { WithinDiscountCategory } from '@regulars/contracts/endpoints';
import { m } from '#lib/paraglide/messages.js';

interface WithinText {
  label: () => string;
  /** What happens in a cart, as sentences. */
  means: () => string;
}

/** How discounts of one category count beside each other. */
export const withinTexts: { readonly [Within in WithinDiscountCategory]: WithinText } = {
  all: { label: m.discountcategories_all, means: m.discountcategories_all_means },
  best: { label: m.discountcategories_best, means: m.discountcategories_best_means },
  none: { label: m.discountcategories_none, means: m.discountcategories_none_means },
};
