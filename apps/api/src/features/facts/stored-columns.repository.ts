import type { FactColumns, StoredFactName } from '@regulars/conditions';
import { factColumns, type FactColumn } from './fact-source.ts';

/** A stored fact, or its empty value for a member without a row. */
export const stored = (facts: string, column: FactColumn): string =>
  `coalesce(${facts}.${column}, ${factColumns[column]})`;

export const dayOf = (facts: string, column: FactColumn, zone: string): string =>
  `(${facts}.${column} at time zone ${zone})::date`;

/** By a key of a JSON column; 0 without it. */
const counted = (facts: string, column: FactColumn, key: string): string =>
  `coalesce((${facts}.${column} ->> ${key})::bigint, 0)`;

const ofCategory = (facts: string, key: string, place: number): string =>
  `(${facts}.categories -> ${key} ->> ${place})::bigint`;

const spendIn = (facts: string, key: string): string => `coalesce(${ofCategory(facts, key, 1)}, 0)`;

const percent = (part: string, whole: string): string =>
  `(case when ${whole} > 0 then round(100 * ${part}::numeric / ${whole}) end)`;

/** Facts of `member_facts` that no sale reads; loyalty reads the same in memory. */
export const storedOnlyColumns: Pick<FactColumns<'member'>, StoredFactName> = {
  'member.category-spend': (_, { memberFacts, key, currency }) => ({
    amount: spendIn(memberFacts, key),
    currency,
  }),
  'member.category-share': (_, { memberFacts, key }) =>
    percent(spendIn(memberFacts, key), `${memberFacts}.spend`),
  'member.category-purchases': (_, { memberFacts, key }) => `coalesce(${ofCategory(memberFacts, key, 0)}, 0)`,
  'member.category-last-purchase': (_, { memberFacts, key, zone }) =>
    `(to_timestamp(${ofCategory(memberFacts, key, 2)}) at time zone ${zone})::date`,
  'member.favourite-category': (_, { memberFacts }) => `${memberFacts}.favourite_category`,
  'member.categories': (_, { memberFacts }) => stored(memberFacts, 'category_count'),
  'member.locations': (_, { memberFacts }) => stored(memberFacts, 'locations'),
  'member.channel-purchases': (_, { memberFacts, key }) => counted(memberFacts, 'channels', key),
  'member.channel-share': (_, { memberFacts, key }) =>
    percent(counted(memberFacts, 'channels', key), `${memberFacts}.purchases`),
  'member.favourite-channel': (_, { memberFacts }) => `${memberFacts}.favourite_channel`,
  'member.weekday-visits': (_, { memberFacts, key }) => counted(memberFacts, 'weekdays', key),
  'member.weekday-share': (_, { memberFacts, key }) =>
    percent(counted(memberFacts, 'weekdays', key), `${memberFacts}.visits`),
  'member.favourite-weekday': (_, { memberFacts }) => `${memberFacts}.favourite_weekday`,
  'member.usual-gap': (_, { memberFacts }) => `${memberFacts}.usual_gap`,
  'member.gaps-since-last-visit': (_, { memberFacts, today, zone }) =>
    `trunc(greatest(${today} - ${dayOf(memberFacts, 'last_purchase_at', zone)}, 0)::numeric / ${memberFacts}.usual_gap, 1)`,
  'member.points-earned': (_, { memberFacts }) => stored(memberFacts, 'points_earned'),
  'member.points-redeemed': (_, { memberFacts }) => stored(memberFacts, 'points_redeemed'),
  'member.points-expiring': (_, { memberFacts }) => stored(memberFacts, 'points_expiring'),
  'member.days-until-expiry': (_, { memberFacts, today, zone }) =>
    `(case when ${memberFacts}.next_expiry_at is not null then greatest(${dayOf(memberFacts, 'next_expiry_at', zone)} - ${today}, 0) end)`,
  'member.rewards': (_, { memberFacts }) => stored(memberFacts, 'rewards'),
  'member.last-reward': (_, { memberFacts, zone }) => dayOf(memberFacts, 'last_reward_at', zone),
  'member.coupons': (_, { memberFacts }) => stored(memberFacts, 'coupons'),
  'member.last-coupon': (_, { memberFacts, zone }) => dayOf(memberFacts, 'last_coupon_at', zone),
  'member.offers-activated': (_, { memberFacts }) => stored(memberFacts, 'offers_activated'),
  'member.offers-used': (_, { memberFacts }) => stored(memberFacts, 'offers_used'),
  'member.surveys': (_, { memberFacts }) => stored(memberFacts, 'surveys'),
  'member.communities': (_, { memberFacts }) => stored(memberFacts, 'communities'),
  'member.posts': (_, { memberFacts }) => stored(memberFacts, 'posts'),
  'member.gatherings': (_, { memberFacts }) => stored(memberFacts, 'gatherings'),
};
