import type { Condition } from '@regulars/conditions';
import type { Offer } from '@regulars/contracts';
import { ClubError } from '../../platform/club-error.ts';
import {
  discountFaults,
  sentFaults,
  isReadableDiscount,
  savedDiscount,
  shownDiscount,
  type StoredDiscount,
} from '../discounts/index.ts';
import { audienceFaults } from '../facts/index.ts';

/** What the editor of an offer saves. */
export type OfferContent = Omit<Offer, 'id' | 'version' | 'figures' | 'updatedAt'>;
export type OfferFigures = Offer['figures'];

/** As stored. */
export interface OfferRow extends StoredDiscount, Pick<Offer, 'reason' | 'activation' | 'heldOut' | 'place'> {
  readonly audience: Condition | null;
}

/** False if a newer version of the software stored it. */
export const isReadable = ({ terms, audience }: OfferRow): boolean =>
  isReadableDiscount(terms) && audienceFaults(audience).length === 0;

export const showOffer = ({ terms, ...row }: OfferRow, figures: OfferFigures): Offer => ({
  ...row,
  ...shownDiscount({ terms, ...row }),
  figures,
});

/** The row of an offer, without its version. */
export const savedOffer = (
  id: string,
  content: OfferContent,
  updatedAt: Date,
): Omit<OfferRow, 'version'> => ({
  ...savedDiscount(id, content, updatedAt),
  reason: content.reason,
  audience: content.audience,
  activation: content.activation,
  heldOut: content.heldOut,
  place: content.place,
});

/** Throws `invalid-request` with pointers if the parts contradict each other. */
export const assertSound = (content: OfferContent): void => {
  const errors = [...discountFaults(content), ...sentFaults(content), ...audienceFaults(content.audience)];
  if (content.limits.perCode !== null)
    errors.push({ pointer: '/limits/perCode', message: 'an offer has no code' });
  if (errors.length > 0) throw new ClubError('invalid-request', { errors });
};
