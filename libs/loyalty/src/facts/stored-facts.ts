import type { Readers, StoredFactName } from '@regulars/conditions';
import { localDateOf } from '../calendar.ts';
import type { Instant } from '../clock.ts';
import { roundRatio } from '../money.ts';
import type { Habits } from './habits.ts';
import type { BuyerFigures } from './purchase-figures.ts';

/** What a member does in the club besides buying. */
export interface Dealings {
  /** In total: what was taken back for returned goods is not in it. */
  readonly pointsEarned: number;
  readonly pointsRedeemed: number;
  /** At `nextExpiryAt`. */
  readonly pointsExpiring: number;
  readonly nextExpiryAt: Instant | null;
  readonly rewards: number;
  readonly lastRewardAt: Instant | null;
  readonly coupons: number;
  readonly lastCouponAt: Instant | null;
  readonly offersActivated: number;
  readonly offersUsed: number;
  readonly surveys: number;
  readonly communities: number;
  /** With comments. */
  readonly posts: number;
  readonly gatherings: number;
}

export const noDealings: Dealings = {
  pointsEarned: 0,
  pointsRedeemed: 0,
  pointsExpiring: 0,
  nextExpiryAt: null,
  rewards: 0,
  lastRewardAt: null,
  coupons: 0,
  lastCouponAt: null,
  offersActivated: 0,
  offersUsed: 0,
  surveys: 0,
  communities: 0,
  posts: 0,
  gatherings: 0,
};

interface StoredToday {
  readonly member: {
    readonly figures: BuyerFigures;
    readonly habits: Habits;
    readonly dealings: Dealings;
  };
  readonly today: Temporal.PlainDate;
  readonly zone: string;
}

const percent = (part: number, whole: number): number | null =>
  whole > 0 ? roundRatio([100, part], [whole]) : null;

const dateOf = (at: Instant | null | undefined, zone: string): string | null =>
  at === null || at === undefined ? null : localDateOf(at, zone).toString();

const daysSince = (at: Instant, { today, zone }: StoredToday): number =>
  localDateOf(at, zone).until(today).days;

/** Readers of the facts that are only stored. */
export const storedReaders: Pick<Readers<'member', StoredToday>, StoredFactName> = {
  'member.category-spend': ({ member: { habits, figures } }, key) => ({
    amount: habits.categories.get(key)?.spend ?? 0,
    currency: figures.spend.currency,
  }),
  'member.category-share': ({ member: { habits, figures } }, key) =>
    percent(habits.categories.get(key)?.spend ?? 0, figures.spend.amount),
  'member.category-purchases': ({ member }, key) => member.habits.categories.get(key)?.purchases ?? 0,
  'member.category-last-purchase': ({ member, zone }, key) =>
    dateOf(member.habits.categories.get(key)?.lastAt, zone),
  'member.favourite-category': ({ member }) => member.habits.favouriteCategory,
  'member.categories': ({ member }) => member.habits.categories.size,
  'member.locations': ({ member }) => member.habits.locations,
  'member.channel-purchases': ({ member }, key) => member.habits.channels.get(key) ?? 0,
  'member.channel-share': ({ member: { habits, figures } }, key) =>
    percent(habits.channels.get(key) ?? 0, figures.purchases),
  'member.favourite-channel': ({ member }) => member.habits.favouriteChannel,
  'member.weekday-visits': ({ member }, key) => member.habits.weekdays.get(key) ?? 0,
  'member.weekday-share': ({ member: { habits, figures } }, key) =>
    percent(habits.weekdays.get(key) ?? 0, figures.visits),
  'member.favourite-weekday': ({ member }) => member.habits.favouriteWeekday,
  'member.usual-gap': ({ member }) => member.habits.usualGap,
  // In tenths, cut off: 1.9 is not yet twice as long.
  'member.gaps-since-last-visit': (thing) => {
    const { usualGap } = thing.member.habits;
    const { lastPurchaseAt } = thing.member.figures;
    if (usualGap === null || lastPurchaseAt === null) return null;
    return Math.floor((10 * Math.max(0, daysSince(lastPurchaseAt, thing))) / usualGap) / 10;
  },
  'member.points-earned': ({ member }) => member.dealings.pointsEarned,
  'member.points-redeemed': ({ member }) => member.dealings.pointsRedeemed,
  'member.points-expiring': ({ member }) => member.dealings.pointsExpiring,
  'member.days-until-expiry': (thing) => {
    const { nextExpiryAt } = thing.member.dealings;
    return nextExpiryAt === null ? null : Math.max(0, -daysSince(nextExpiryAt, thing));
  },
  'member.rewards': ({ member }) => member.dealings.rewards,
  'member.last-reward': ({ member, zone }) => dateOf(member.dealings.lastRewardAt, zone),
  'member.coupons': ({ member }) => member.dealings.coupons,
  'member.last-coupon': ({ member, zone }) => dateOf(member.dealings.lastCouponAt, zone),
  'member.offers-activated': ({ member }) => member.dealings.offersActivated,
  'member.offers-used': ({ member }) => member.dealings.offersUsed,
  'member.surveys': ({ member }) => member.dealings.surveys,
  'member.communities': ({ member }) => member.dealings.communities,
  'member.posts': ({ member }) => member.dealings.posts,
  'member.gatherings': ({ member }) => member.dealings.gatherings,
};
