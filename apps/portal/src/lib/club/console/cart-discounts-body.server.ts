import { mostDiscountsPerCart, type SentBodyOf, type updateClub } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

/** How many discounts count in one cart. */
export function cartDiscountsBody({ discountsPerCart = '' }: Readonly<Record<string, string>>): {
  body: SentBodyOf<typeof updateClub>;
  fields: Record<string, string>;
} {
  const typed = discountsPerCart.trim();
  const most = /^\d{1,2}$/u.test(typed) ? Number(typed) : 0;
  const isWrong = most < 1 || most > mostDiscountsPerCart;
  return {
    body: { discountsPerCart: most },
    fields: isWrong
      ? { discountsPerCart: m.console_cart_discounts_most_wrong({ most: mostDiscountsPerCart }) }
      : {},
  };
}
