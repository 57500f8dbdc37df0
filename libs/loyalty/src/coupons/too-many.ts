import type { Sentence } from '../words.ts';

interface TooMany {
  readonly because: { readonly most: number };
}

const inCzech = new Intl.PluralRules('cs');
const slev = (most: number): string => {
  if (most === 1) return 'jedna sleva';
  return inCzech.select(most) === 'few' ? `${most}\u00a0slevy` : `${most}\u00a0slev`;
};

/** The cart has as many coupons, offers and discounts by hand as the club allows. */
export const tooManySentence: Sentence<TooMany> = {
  en: ({ because: { most } }) => `A cart takes ${most === 1 ? 'one discount' : `${most} discounts`} at most.`,
  de: ({ because: { most } }) =>
    `Pro Einkauf ${most === 1 ? 'gilt höchstens ein Rabatt' : `gelten höchstens ${most} Rabatte`}.`,
  cs: ({ because: { most } }) => `Na\u00a0jeden nákup platí nejvýše ${slev(most)}.`,
};
