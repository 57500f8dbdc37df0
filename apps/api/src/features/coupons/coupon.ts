import type { Condition } from '@regulars/conditions';
import type { Coupon } from '@regulars/contracts';
import { codeKey } from '@regulars/loyalty';
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

/** What the editor of a coupon saves. */
export type CouponContent = Omit<Coupon, 'id' | 'version' | 'figures' | 'updatedAt'>;
export type CouponFigures = Coupon['figures'];

/** As stored. */
export interface CouponRow
  extends StoredDiscount, Pick<Coupon, 'code' | 'codesReturn' | 'daysAfterIssue' | 'shown'> {
  readonly codeKey: string | null;
  /** Of those who find it; null for all. */
  readonly audience: Condition | null;
}

/** False if a newer version of the software stored it. */
export const isReadable = ({ terms, audience }: CouponRow): boolean =>
  isReadableDiscount(terms) && audienceFaults(audience).length === 0;

export const showCoupon = ({ codeKey: _, terms, ...row }: CouponRow, figures: CouponFigures): Coupon => ({
  ...row,
  ...shownDiscount({ terms, ...row }),
  figures,
});

/** The row of a coupon, without its version. Throws `invalid-request`. */
export const savedCoupon = (
  id: string,
  content: CouponContent,
  updatedAt: Date,
): Omit<CouponRow, 'version'> => ({
  ...savedDiscount(id, content, updatedAt),
  code: content.code,
  codeKey: content.code === null ? null : keyOf(content.code),
  codesReturn: content.codesReturn,
  daysAfterIssue: content.daysAfterIssue,
  shown: content.shown,
  audience: content.audience,
});

const keyOf = (code: string): string => {
  const key = codeKey(code);
  if (key === null) throw ClubError.field('invalid-request', '/code', 'has no letter and no digit');
  return key;
};

/** Throws `invalid-request` with pointers if the parts contradict each other. */
export const assertSound = (content: CouponContent): void => {
  const errors = [
    ...discountFaults(content),
    ...sentFaults(content),
    ...audienceFaults(content.audience),
    ...codeFaults(content),
  ];
  if (errors.length > 0) throw new ClubError('invalid-request', { errors });
};

const codeFaults = ({ code, limits }: CouponContent): ReturnType<typeof discountFaults> =>
  code === null && limits.perCode !== null
    ? [{ pointer: '/limits/perCode', message: 'there is no code that everyone types' }]
    : [];
