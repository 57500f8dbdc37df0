import { endOfDate, localDateOf, startOfDate, type Period } from '../calendar.ts';
import { dayMs, type Instant } from '../clock.ts';
import { isOccasionRule, type OccasionRule } from '../earning/occasions/occasion.ts';
import type { ReferralPoints } from '../earning/occasions/referral.ts';
import { releaseOf, type ClubPointsPolicy } from '../points/policy.ts';
import type { EarningRule } from '../earning/rule.ts';

/** A friend who has not bought by then brings no points. */
export const daysToBuy = 365;

/** A purchase of the friend, with what is left of it after returns. */
export interface FriendPurchase {
  readonly id: string;
  readonly purchasedAt: Instant;
  /** In minor units of the club's currency. */
  readonly spend: number;
}

export type ReferralVerdict =
  | { readonly kind: 'no-purchase' }
  /** The purchase can be returned until then. */
  | { readonly kind: 'returnable'; readonly purchase: FriendPurchase; readonly until: Instant }
  | { readonly kind: 'due'; readonly purchase: FriendPurchase }
  /** The time to buy is over. */
  | { readonly kind: 'lapsed' };

export interface ReferralTerms {
  readonly joinedAt: Instant;
  /** Since joining, the first first. */
  readonly purchases: readonly FriendPurchase[];
  /** The rules about occasions that were live at a moment. */
  readonly rulesAt: (at: Instant) => readonly EarningRule[];
  readonly policy: ClubPointsPolicy;
  readonly zone: string;
  readonly now: Instant;
}

interface ReferralRule extends OccasionRule {
  readonly effect: ReferralPoints;
}

const isReferralRule = (rule: EarningRule): rule is ReferralRule =>
  isOccasionRule(rule) && rule.effect.kind === 'referral';

export const referralRules = (rules: readonly EarningRule[]): ReferralRule[] => rules.filter(isReferralRule);

/** The first purchase that is worth enough decides. It counts when it can no longer be returned. */
export function referralVerdict({
  joinedAt,
  purchases,
  rulesAt,
  policy,
  zone,
  now,
}: ReferralTerms): ReferralVerdict {
  for (const purchase of purchases) {
    const { purchasedAt } = purchase;
    const met = rulesMetBy(purchase, rulesAt(purchasedAt));
    if (met.length === 0 || purchasedAt >= timeToBuy(joinedAt)) continue;
    const until = Math.max(
      releaseOf(policy, purchasedAt, zone) ?? purchasedAt,
      ...met.map(({ effect }) => lastReturn(effect, purchasedAt, zone)),
    );
    return until > now ? { kind: 'returnable', purchase, until } : { kind: 'due', purchase };
  }
  return now >= timeToBuy(joinedAt) ? { kind: 'lapsed' } : { kind: 'no-purchase' };
}

/** The rules of the purchase's moment for which it is worth enough. */
export const rulesMetBy = (
  { spend }: Pick<FriendPurchase, 'spend'>,
  rules: readonly EarningRule[],
): ReferralRule[] => referralRules(rules).filter(({ effect }) => spend > 0 && spend >= effect.minimumSpend);

/** The local year in which the limit of friends counts a purchase. */
export function referralYear(at: Instant, zone: string): Period {
  const { year } = localDateOf(at, zone);
  const first = (of: number): Instant =>
    startOfDate(Temporal.PlainDate.from({ year: of, month: 1, day: 1 }), zone);
  return { from: first(year), until: first(year + 1) };
}

const timeToBuy = (joinedAt: Instant): Instant => joinedAt + daysToBuy * dayMs;

/** The first moment after the last day of returns. */
const lastReturn = ({ waitDays }: ReferralPoints, at: Instant, zone: string): Instant =>
  waitDays === 0 ? at : endOfDate(localDateOf(at, zone).add({ days: waitDays }), zone);
