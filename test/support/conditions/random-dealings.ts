import type pg from 'pg';
import type { Dealings, MemberSnapshot } from '@regulars/loyalty';
import type { SeededRandom } from './seeded-random.ts';

/** What a member did in the club, by chance. */
export const randomDealings = (
  random: SeededRandom,
  momentOf: (random: SeededRandom) => number,
): Dealings => {
  const times = (): number => random.of([0, 0, 1, 2, 100]);
  const at = (): number | null => (random.isOneIn(3) ? null : momentOf(random));
  return {
    pointsEarned: random.of([0, 99, 100, 5000]),
    pointsRedeemed: random.of([0, 99, 100]),
    pointsExpiring: random.of([0, 50, 100]),
    nextExpiryAt: random.of([
      null,
      Date.parse('2026-10-26T23:00:00Z'),
      Date.parse('2026-11-02T22:59:59Z'),
      momentOf(random),
    ]),
    rewards: times(),
    lastRewardAt: at(),
    coupons: times(),
    lastCouponAt: at(),
    offersActivated: times(),
    offersUsed: times(),
    surveys: times(),
    communities: times(),
    posts: times(),
    gatherings: times(),
  };
};

/** Writes them as the sources would; other tests show that the sources do. */
export const storeDealings = async (
  db: pg.Client,
  members: readonly { readonly id: string; readonly snapshot: Pick<MemberSnapshot, 'dealings'> }[],
): Promise<void> => {
  const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
  const rows = members.map(({ id, snapshot: { dealings } }) => ({
    ...dealings,
    id,
    nextExpiryAt: iso(dealings.nextExpiryAt),
    lastRewardAt: iso(dealings.lastRewardAt),
    lastCouponAt: iso(dealings.lastCouponAt),
  }));
  await db.query(
    `update member_facts f set points_earned = r."pointsEarned", points_redeemed = r."pointsRedeemed",
       points_expiring = r."pointsExpiring", next_expiry_at = r."nextExpiryAt", rewards = r.rewards, last_reward_at = r."lastRewardAt",
       coupons = r.coupons, last_coupon_at = r."lastCouponAt", offers_activated = r."offersActivated", offers_used = r."offersUsed",
       surveys = r.surveys, communities = r.communities, posts = r.posts, gatherings = r.gatherings
     from jsonb_to_recordset($1) as r(id uuid, "pointsEarned" bigint, "pointsRedeemed" bigint, "pointsExpiring" bigint,
       "nextExpiryAt" timestamptz, rewards bigint, "lastRewardAt" timestamptz, coupons bigint, "lastCouponAt" timestamptz,
       "offersActivated" bigint, "offersUsed" bigint, surveys bigint, communities bigint, posts bigint, gatherings bigint)
     where f.member_id = r.id`,
    [JSON.stringify(rows)],
  );
};
