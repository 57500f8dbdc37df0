import type { OwnReferral, ReferralOffer } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { dateTime, money } from '#lib/ui/format.ts';

const pointsText = (count: number): string => m.common_points({ count });

/** Null if there is nothing to share. */
export function whatItBrings(offers: readonly ReferralOffer[]): string | null {
  if (offers.length === 0) return null;
  const member = offers.some(({ points }) => points > 0);
  const friend = offers.some(({ friendPoints }) => friendPoints > 0);
  if (member && friend) return m.referrals_own_text();
  return member ? m.referrals_own_text_member() : m.referrals_own_text_friend();
}

/** What both get, and when. */
export const offerTexts = (offer: ReferralOffer): string[] => [
  ...(offer.points > 0 ? [m.referrals_own_you({ points: pointsText(offer.points) })] : []),
  ...(offer.friendPoints > 0 ? [m.referrals_own_friend({ points: pointsText(offer.friendPoints) })] : []),
  offer.waitDays === 0 ? m.referrals_own_when_now() : m.referrals_own_when({ days: offer.waitDays }),
  ...(offer.minimumSpend > 0
    ? [m.referrals_own_minimum({ amount: money(offer.minimumSpend, offer.currency) })]
    : []),
  m.referrals_own_year(),
  ...(offer.points > 0 && offer.mostPerYear !== null
    ? [m.referrals_own_most({ count: offer.mostPerYear })]
    : []),
];

/** Says that friends bring nothing at the moment; null if they do. */
export function usedUpText({ budgetUsedUp }: ReferralOffer): string | null {
  if (budgetUsedUp === null) return null;
  const { renewsOn } = budgetUsedUp;
  return renewsOn === null
    ? m.referrals_own_used_up()
    : // A date has no zone.
      m.referrals_own_used_up_until({ date: dateTime(renewsOn, 'day', 'UTC') });
}

type Said = (referral: OwnReferral, timeZone: string) => string;

const day = ({ countsAt }: OwnReferral, timeZone: string): string =>
  countsAt === null ? '' : dateTime(countsAt, 'day', timeZone);

const friendTexts: { readonly [P in OwnReferral['progress']]: Said } = {
  joined: () => m.referrals_own_progress_joined(),
  returnable: (referral, timeZone) => m.referrals_own_progress_returnable({ date: day(referral, timeZone) }),
  checked: () => m.referrals_own_progress_checked(),
  paid: ({ points }) =>
    points > 0
      ? m.referrals_own_progress_paid({ points: pointsText(points) })
      : m.referrals_own_progress_paid_none(),
  ended: () => m.referrals_own_progress_ended(),
};
/** What became of a friend. */
export const friendText: Said = (referral, timeZone) => friendTexts[referral.progress](referral, timeZone);

const ownTexts: { readonly [P in OwnReferral['progress']]: Said | null } = {
  joined: () => m.referrals_own_mine_joined(),
  returnable: (referral, timeZone) => m.referrals_own_mine_returnable({ date: day(referral, timeZone) }),
  checked: () => m.referrals_own_mine_checked(),
  paid: null,
  ended: null,
};
/** What a member who joined by a link still waits for; null for nothing. */
export const ownJoiningText = (referral: OwnReferral, timeZone: string): string | null =>
  ownTexts[referral.progress]?.(referral, timeZone) ?? null;
