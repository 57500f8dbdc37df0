import { Injectable } from '@nestjs/common';
import type { FactName } from '@regulars/conditions';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

/** Facts that are not known of everyone, or are nothing for many. */
const counted = statement(
  'member-facts-known',
  `select count(*) as members, count(f.last_purchase_at) as "lastPurchase", count(f.home_location_id) as home,
     count(f.favourite_category) as category, count(f.favourite_channel) as channel, count(f.usual_gap) as gap,
     count(*) filter (where f.points_earned > 0) as earned, count(f.next_expiry_at) as expiry, count(f.last_reward_at) as reward,
     count(f.last_coupon_at) as coupon, count(*) filter (where f.offers_activated > 0) as offers,
     count(*) filter (where f.surveys > 0) as surveys, count(*) filter (where f.communities > 0) as communities,
     count(*) filter (where f.posts > 0) as posts, count(*) filter (where f.gatherings > 0) as gatherings
   from member_facts f`,
);

const names = {
  lastPurchase: 'member.last-purchase',
  home: 'member.home-location',
  category: 'member.favourite-category',
  channel: 'member.favourite-channel',
  gap: 'member.usual-gap',
  earned: 'member.points-earned',
  expiry: 'member.days-until-expiry',
  reward: 'member.rewards',
  coupon: 'member.coupons',
  offers: 'member.offers-activated',
  surveys: 'member.surveys',
  communities: 'member.communities',
  posts: 'member.posts',
  gatherings: 'member.gatherings',
} as const satisfies Readonly<Record<string, FactName>>;

const age = statement(
  'member-facts-age',
  `select r.started_at as "startedAt", r.finished_at as "finishedAt", r.done, r.total, (select count(*) from due_facts) as due
   from member_facts_rebuild r`,
);

/** Of how many members facts are known. */
export interface KnownFacts {
  readonly members: number;
  readonly known: readonly { readonly fact: FactName; readonly members: number }[];
}

/** When all facts were made for the last time, and what is still to be made again. */
export interface FactsMade {
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly done: number;
  readonly total: number;
  /** Changes that were noted and not taken yet. */
  readonly due: number;
}

@Injectable()
export class KnownFactsRepository {
  constructor(private readonly transactions: Transactions) {}

  async count(): Promise<KnownFacts> {
    const [row] = await this.transactions.query(counted);
    const columns = Object.keys(names) as (keyof typeof names)[];
    return {
      members: row?.members ?? 0,
      known: columns.map((column) => ({ fact: names[column], members: row?.[column] ?? 0 })),
    };
  }

  /** Undefined before the first start has ended. */
  async made(): Promise<FactsMade | undefined> {
    return (await this.transactions.query(age))[0];
  }
}
