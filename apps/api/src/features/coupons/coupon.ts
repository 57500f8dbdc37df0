import type { Coupon } from '@regulars/contracts';
import { codeKey } from '@regulars/loyalty';
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

/** What the editor of a coupon saves. */
export type CouponContent = Omit<Coupon, 'id' | 'version' | 'figures' | 'updatedAt'>;
export type CouponFigures = Coupon['figures'];

/** As stored. */
export interface CouponRow extends Pick<
  Coupon,
  'id' | 'version' | 'state' | 'name' | 'description' | 'picture' | 'code'
> {
  readonly codeKey: string;
  readonly startsAt: Date | null;
  /** Exclusive. */
  readonly endsAt: Date | null;
  readonly terms: DiscountTerms;
  readonly updatedAt: Date;
}

/** False if a newer version of the software stored it. */
export const isReadable = ({ terms }: CouponRow): boolean => isReadableDiscount(terms);

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
  terms: termsOf(content),
  updatedAt,
});

const keyOf = (code: string): string => {
  const key = codeKey(code);
  if (key === null) throw ClubError.field('invalid-request', '/code', 'has no letter and no digit');
  return key;
};

/** Throws `invalid-request` with pointers if the parts contradict each other. */
export const assertSound = (content: CouponContent): void => {
  const errors = discountFaults(content);
  if (errors.length > 0) throw new ClubError('invalid-request', { errors });
};

/** Throws `invalid-request`. */
export const assertNext = (before: Coupon['state'], after: Coupon['state']): void => {
  if (!nextStates[before].includes(after))
    throw ClubError.field('invalid-request', '/state', `a coupon that is ${before} cannot be ${after}`);
};
