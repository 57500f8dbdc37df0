import { endpoint, managers } from './endpoint.ts';

const access = { roles: managers, scope: 'purchases:read', reach: 'club' } as const;

/** A club may write so many reasons to choose from, each with so many characters. */
export const mostDiscountReasons = 20;
export const longestDiscountReason = 60;
/** Sums by person are shown for so many days at most. */
export const daysOfPersonSums = 30;

export const listManualDiscounts = endpoint('listManualDiscounts', {
  method: 'GET',
  path: '/manual-discounts',
  tag: 'Checkouts',
  summary: 'List the discounts that the team gave by hand: who, why and how much, the latest first',
  access,
});

export const listManualDiscountSums = endpoint('listManualDiscountSums', {
  method: 'GET',
  path: '/manual-discounts/sums',
  tag: 'Checkouts',
  summary:
    'Sum the discounts by hand that stand by reason, and by person if the club shows such sums, the largest first',
  access,
});
