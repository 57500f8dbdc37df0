import { checkCondition, faultText, type Condition } from '@regulars/conditions';
import type { Offer } from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import {
  dateOf,
  discountFaults,
  isReadableDiscount,
  nextStates,
  termsOf,
  type DiscountTerms,
} from '../discounts/index.ts';

/** What the editor of an offer saves. */
export type OfferContent = Omit<Offer, 'id' | 'version' | 'figures' | 'updatedAt'>;
export type OfferFigures = Offer['figures'];

/** As stored. */
export interface OfferRow extends Pick<
  Offer,
  | 'id'
  | 'version'
  | 'state'
  | 'name'
  | 'description'
  | 'reason'
  | 'picture'
  | 'activation'
  | 'heldOut'
  | 'place'
> {
  readonly startsAt: Date | null;
  /** Exclusive. */
  readonly endsAt: Date | null;
  readonly terms: DiscountTerms;
  readonly audience: Condition | null;
  readonly updatedAt: Date;
}

/** False if a newer version of the software stored it. */
export const isReadable = ({ terms, audience }: OfferRow): boolean =>
  isReadableDiscount(terms) && audienceFaults(audience).length === 0;

export const showOffer = ({ terms, ...row }: OfferRow, figures: OfferFigures): Offer => ({
  ...row,
  ...terms,
  figures,
  startsAt: row.startsAt && toInstant(row.startsAt),
  endsAt: row.endsAt && toInstant(row.endsAt),
  updatedAt: toInstant(row.updatedAt),
});

/** The row of an offer, without its version. */
export const savedOffer = (
  id: string,
  content: OfferContent,
  updatedAt: Date,
): Omit<OfferRow, 'version'> => ({
  id,
  state: content.state,
  name: content.name,
  description: content.description,
  reason: content.reason,
  picture: content.picture,
  startsAt: dateOf(content.startsAt),
  endsAt: dateOf(content.endsAt),
  terms: termsOf(content),
  audience: content.audience,
  activation: content.activation,
  heldOut: content.heldOut,
  place: content.place,
  updatedAt,
});

/** Throws `invalid-request` with pointers if the parts contradict each other. */
export const assertSound = (content: OfferContent): void => {
  const errors = [...discountFaults(content), ...audienceFaults(content.audience)];
  if (errors.length > 0) throw new ClubError('invalid-request', { errors });
};

/** Throws `invalid-request` with pointers. */
export const assertAudience = (audience: Condition | null): void => {
  const errors = audienceFaults(audience);
  if (errors.length > 0) throw new ClubError('invalid-request', { errors });
};

const audienceFaults = (audience: Condition | null): { pointer: string; message: string }[] =>
  audience
    ? checkCondition(audience, 'member').map(({ pointer, fault }) => ({
        pointer: `/audience${pointer}`,
        message: faultText(fault),
      }))
    : [];

/** Throws `invalid-request`. */
export const assertNext = (before: Offer['state'], after: Offer['state']): void => {
  if (!nextStates[before].includes(after))
    throw ClubError.field('invalid-request', '/state', `an offer that is ${before} cannot be ${after}`);
};
