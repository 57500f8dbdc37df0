import { storedDiscountTerms } from '@regulars/contracts';
import { discountFaults, type DiscountTerms } from './terms.ts';

/** False if a newer version of the software stored them: this one does not know what they take off. */
export const isReadableDiscount = (terms: DiscountTerms): boolean =>
  storedDiscountTerms.safeParse(terms).success &&
  discountFaults({ ...terms, startsAt: null, endsAt: null }).length === 0;
