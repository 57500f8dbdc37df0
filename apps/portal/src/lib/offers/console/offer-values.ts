import type { Offer } from '@regulars/contracts';
import { textValues, type Values } from '#lib/discounts/shared/editor/discount-values.ts';

/** What the fields that only an offer has show first. */
export const offerValues = (offer: Offer | null): Values => ({
  ...(offer ? {} : { picture: 'gift' }),
  ...textValues('reason', offer?.reason),
  activation: offer?.activation ?? 'by-member',
  heldOut: String(offer?.heldOut ?? 0),
  place: String(offer?.place ?? 100),
});
