import { Injectable } from '@nestjs/common';
import type { Referral } from '@regulars/contracts';
import type { FriendPurchase, Period } from '@regulars/loyalty';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const page = 500;
const mostPurchases = 1000;
const columns = `id, member_id, friend_id, way, joined_at, state, signs, approved, reason, due_at, ended_at, purchase_id, bought_at,
  member_points, friend_points, member_event_id, friend_event_id`;
const shown = `${columns}, member_name(member_id) as member_name, member_name(friend_id) as friend_name`;

const insert = statement(
  'referral-insert',
  `insert into referrals (id, member_id, friend_id, way, joined_at, state, signs) values ($1, $2, $3, $4, $5, $6, $7)`,
);
const due = statement(
  'referral-due',
  `select id from referrals r where state = 'open' and (due_at is null or due_at <= $1) and ($2::uuid is null or id > $2)
     and (joined_at <= $3 or due_at is not null or exists (select from standing_purchases(r.friend_id, r.joined_at)))
   order by id limit ${page}`,
);
const lock = statement('referral-lock', `select ${columns} from referrals where id = $1 for update`);
const ofPurchase = statement(
  'referral-of-purchase',
  `select id from referrals where purchase_id = $1 and state = 'paid'`,
);
const returnedOfPurchase = statement(
  'referral-returned-of-purchase',
  `select ${columns} from referrals where purchase_id = $1 and state = 'returned'`,
);
const purchases = statement(
  'referral-purchases',
  `select id, purchased_at, spend from standing_purchases($1, $2) where id is not null order by purchased_at, id limit ${mostPurchases}`,
);
const paidIn = statement(
  'referral-paid-in',
  `select count(*)::int as paid from referrals
   where member_id = $1 and state = 'paid' and member_points > 0 and bought_at >= $2 and bought_at < $3`,
);
const setDue = statement('referral-set-due', 'update referrals set due_at = $2 where id = $1');
const setState = statement(
  'referral-set-state',
  'update referrals set state = $2, ended_at = $3, signs = $4, due_at = case when $5::boolean then due_at end where id = $1',
);
const decide = statement(
  'referral-decide',
  'update referrals set state = $2, approved = $3, reason = $4, ended_at = $5 where id = $1',
);
const pay = statement(
  'referral-pay',
  `update referrals set state = 'paid', ended_at = $2, purchase_id = $3, bought_at = $4, member_points = $5, friend_points = $6,
     member_event_id = $7, friend_event_id = $8 where id = $1`,
);
const find = statement('referral-find', `select ${shown} from referrals where id = $1`);
const where = `($1::text is null or state = $1) and ($2::uuid is null or member_id = $2 or friend_id = $2)`;
const list = statement(
  'referral-list',
  `select ${shown} from referrals where ${where} and ($3::timestamptz is null or (joined_at, id) < ($3, $4::uuid))
   order by joined_at desc, id desc limit $5`,
);
const count = statement('referral-count', `select count(*)::int as total from referrals where ${where}`);
const ofMember = statement(
  'referrals-of-member',
  `select ${columns} from referrals where member_id = $1 order by joined_at desc, id desc limit $2`,
);
const ofFriend = statement('referral-of-friend', `select ${columns} from referrals where friend_id = $1`);
const figures = statement(
  'referral-figures',
  `select count(*)::int as joined, count(*) filter (where state in ('open', 'review'))::int as waiting,
     count(*) filter (where member_points > 0 and state = 'paid')::int as paid,
     coalesce(sum(member_points) filter (where state = 'paid'), 0)::bigint as points
   from referrals where member_id = $1`,
);
const touched = statement(
  'referrals-touched',
  `select member_id from referrals where member_id = any($1::uuid[])`,
);
const removeFriends = statement(
  'referrals-remove',
  'delete from referrals where friend_id = any($1::uuid[]) returning id, member_id, state',
);

export type ReferralRow = RowOf<typeof lock>;
export type ShownRow = RowOf<typeof find>;

@Injectable()
export class ReferralsRepository {
  constructor(private readonly transactions: Transactions) {}

  async insert(row: {
    readonly id: string;
    readonly memberId: string;
    readonly friendId: string;
    readonly way: Referral['way'];
    readonly joinedAt: Date;
    readonly signs: Referral['signs'];
  }): Promise<void> {
    const { id, memberId, friendId, way, joinedAt, signs } = row;
    const state = signs.length > 0 ? 'review' : 'open';
    await this.transactions.query(insert, [id, memberId, friendId, way, joinedAt, state, [...signs]]);
  }

  /** The next ones to look at: bought, or joined before a moment. None at the end. */
  async due(now: Date, joinedBefore: Date, after: string | null): Promise<string[]> {
    return (await this.transactions.query(due, [now, after, joinedBefore])).map(({ id }) => id);
  }

  /** Nobody else decides about it until the transaction ends. */
  async lock(id: string): Promise<ReferralRow | undefined> {
    return (await this.transactions.query(lock, [id]))[0];
  }

  /** The one that was paid for it. */
  async ofPurchase(purchaseId: string): Promise<string | undefined> {
    return (await this.transactions.query(ofPurchase, [purchaseId]))[0]?.id;
  }

  /** The referral that ended because this purchase was returned. */
  async returnedOfPurchase(purchaseId: string): Promise<ReferralRow | undefined> {
    return (await this.transactions.query(returnedOfPurchase, [purchaseId]))[0];
  }

  /** What a friend bought since joining, the first first. */
  async purchases(friendId: string, joinedAt: Date): Promise<FriendPurchase[]> {
    const rows = await this.transactions.query(purchases, [friendId, joinedAt]);
    return rows.flatMap(({ id, purchased_at: at, spend }) =>
      id === null || at === null || spend === null ? [] : [{ id, purchasedAt: at.getTime(), spend }],
    );
  }

  /** For how many friends the member got points by purchases in the period. */
  async paidIn(memberId: string, { from, until }: Period): Promise<number> {
    const [row] = await this.transactions.query(paidIn, [memberId, new Date(from), new Date(until)]);
    return row?.paid ?? 0;
  }

  async setDue(id: string, at: Date | null): Promise<void> {
    await this.transactions.query(setDue, [id, at]);
  }

  async review(id: string, signs: Referral['signs']): Promise<void> {
    await this.transactions.query(setState, [id, 'review', null, [...signs], true]);
  }

  async end({ id, signs }: ReferralRow, state: 'lapsed' | 'returned', at: Date): Promise<void> {
    await this.transactions.query(setState, [id, state, at, [...signs], false]);
  }

  async approve(id: string, reason: string | null): Promise<void> {
    await this.transactions.query(decide, [id, 'open', true, reason, null]);
  }

  async refuse(id: string, reason: string, at: Date): Promise<void> {
    await this.transactions.query(decide, [id, 'refused', false, reason, at]);
  }

  async pay(
    id: string,
    {
      at,
      purchase,
      member,
      friend,
    }: {
      readonly at: Date;
      readonly purchase: FriendPurchase;
      readonly member: Paid;
      readonly friend: Paid;
    },
  ): Promise<void> {
    const bought = [purchase.id, new Date(purchase.purchasedAt)] as const;
    const points = [member.points, friend.points, member.eventId, friend.eventId] as const;
    await this.transactions.query(pay, [id, at, ...bought, ...points]);
  }

  async find(id: string): Promise<ShownRow | undefined> {
    return (await this.transactions.query(find, [id]))[0];
  }

  async list(
    filter: ReferralFilter,
    after: readonly [string, string] | null,
    limit: number,
  ): Promise<ShownRow[]> {
    const { state, memberId } = filter;
    return this.transactions.query(list, [state, memberId, after?.[0] ?? null, after?.[1] ?? null, limit]);
  }

  async count({ state, memberId }: ReferralFilter): Promise<number> {
    return (await this.transactions.query(count, [state, memberId]))[0]?.total ?? 0;
  }

  async ofMember(memberId: string, limit: number): Promise<ReferralRow[]> {
    return this.transactions.query(ofMember, [memberId, limit]);
  }

  async ofFriend(friendId: string): Promise<ReferralRow | undefined> {
    return (await this.transactions.query(ofFriend, [friendId]))[0];
  }

  async figures(memberId: string): Promise<RowOf<typeof figures>> {
    const [row] = await this.transactions.query(figures, [memberId]);
    if (!row) throw new Error('A count returned no row');
    return row;
  }

  /** Which of them brought a friend. */
  async touched(ids: readonly string[]): Promise<string[]> {
    return (await this.transactions.query(touched, [[...ids]])).flatMap(({ member_id: id }) => id ?? []);
  }

  /** What was removed. */
  async removeFriends(ids: readonly string[]): Promise<RowOf<typeof removeFriends>[]> {
    return this.transactions.query(removeFriends, [[...ids]]);
  }
}

export interface ReferralFilter {
  readonly state: Referral['state'] | null;
  /** The member or the friend. */
  readonly memberId: string | null;
}

/** What one side got. */
export interface Paid {
  readonly points: number;
  /** Null if no rule was about this side. */
  readonly eventId: string | null;
}
