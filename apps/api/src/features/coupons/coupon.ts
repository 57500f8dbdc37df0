import type { Coupon } from '@regulars/contracts';
import { checkCoupon, codeKey, instantOf } from '@regulars/loyalty';
import { toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { redeemableOf } from './redeemable.ts';

/** What the editor of a coupon saves. */
export type CouponContent = Omit<Coupon, 'id' | 'version' | 'figures' | 'updatedAt'>;
export type CouponFigures = Coupon['figures'];

/** What a coupon gives, where and how often. */
export type CouponTerms = Pick<
  Coupon,
  | 'effect'
  | 'on'
  | 'atMost'
  | 'minimumSpend'
  | 'exclusive'
  | 'weekdays'
  | 'hours'
  | 'locations'
  | 'channels'
  | 'limits'
>;

/** As stored. */
export interface CouponRow extends Pick<
  Coupon,
  'id' | 'version' | 'state' | 'name' | 'description' | 'picture' | 'code'
> {
  readonly codeKey: string;
  readonly startsAt: Date | null;
  /** Exclusive. */
  readonly endsAt: Date | null;
  readonly terms: CouponTerms;
  readonly updatedAt: Date;
}

export const showCoupon = ({ codeKey: _, terms, ...row }: CouponRow, figures: CouponFigures): Coupon => ({
  ...row,
  ...terms,
  figures,
  startsAt: row.startsAt && toInstant(row.startsAt),
  endsAt: row.endsAt && toInstant(row.endsAt),
  updatedAt: toInstant(row.updatedAt),
});

/** The row of a coupon, without its version. Throws `invalid-request`. */
export const savedCoupon = (
  id: string,
  content: CouponContent,
  updatedAt: Date,
): Omit<CouponRow, 'version'> => ({
  id,
  state: content.state,
  name: content.name,
  description: content.description,
  picture: content.picture,
  code: content.code,
  codeKey: keyOf(content.code),
  startsAt: dateOf(content.startsAt),
  endsAt: dateOf(content.endsAt),
  terms: {
    effect: content.effect,
    on: content.on,
    atMost: content.atMost,
    minimumSpend: content.minimumSpend,
    exclusive: content.exclusive,
    weekdays: content.weekdays,
    hours: content.hours,
    locations: content.locations,
    channels: content.channels,
    limits: content.limits,
  },
  updatedAt,
});

const keyOf = (code: string): string => {
  const key = codeKey(code);
  if (key === null) throw ClubError.field('invalid-request', '/code', 'has no letter and no digit');
  return key;
};

const dateOf = (instant: string | null): Date | null => (instant === null ? null : new Date(instant));

/** Throws `invalid-request` with pointers if the parts contradict each other. */
export const assertSound = (content: CouponContent): void => {
  const { effect, on } = redeemableOf({ id: '', ...content });
  const { hours, startsAt, endsAt } = content;
  const errors = checkCoupon({ effect, on, hours, startsAt: momentOf(startsAt), endsAt: momentOf(endsAt) });
  if (errors.length > 0) throw new ClubError('invalid-request', { errors });
};

const momentOf = (instant: string | null): number | null => (instant === null ? null : instantOf(instant));

type State = Coupon['state'];

/** A coupon that was live stays known to members, and an ended one stays ended. */
const next: Readonly<Record<State, readonly State[]>> = {
  draft: ['draft', 'live'],
  live: ['live', 'paused', 'ended'],
  paused: ['paused', 'live', 'ended'],
  ended: ['ended'],
};

/** Throws `invalid-request`. */
export const assertNext = (before: State, after: State): void => {
  if (!next[before].includes(after))
    throw ClubError.field('invalid-request', '/state', `a coupon that is ${before} cannot be ${after}`);
};
