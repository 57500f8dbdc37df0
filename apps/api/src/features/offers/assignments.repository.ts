import { Injectable } from '@nestjs/common';
import type { Instant } from '@regulars/loyalty';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const standings = statement(
  'offer-standings',
  `select asked.id, a.arm, a.assigned_at as "metAt", a.activated_at as "activatedAt", discount_uses(asked.id, $4) as total,
     m.uses[1] as "ofMember", m.uses[2] as "ofMemberToday",
     case when l.limits->>'perDay' is null then 0 else discount_uses_of_day(asked.id, $3, $4) end as today
   from unnest($1::uuid[]) as asked(id) cross join lateral offer_limits(asked.id) l
   cross join lateral (select discount_uses_of_member(asked.id, $2, $3, $4) as uses offset 0) m
   left join offer_assignments a on a.offer_id = asked.id and a.member_id = $2`,
);
// A member who has left meets nothing.
const assign = statement(
  'offer-assign',
  `insert into offer_assignments (offer_id, member_id, offer_version, arm, held_out, assigned_at, met, why)
   select n.offer_id, $2, n.offer_version, n.arm, n.held_out, $3, $4, n.why
   from jsonb_to_recordset($1::jsonb) as n(offer_id uuid, offer_version int, arm text, held_out int, why text)
   where member_status($2) = 'active' on conflict do nothing`,
);
const addPast = statement(
  'offer-assign-past',
  `insert into offer_assignments (offer_id, member_id, offer_version, arm, held_out, assigned_at, met, why, seen_at, opened_at,
     activated_at)
   select n.offer_id, n.member_id, n.offer_version, n.arm, n.held_out, n.assigned_at, n.met, n.why, n.seen_at, n.opened_at, n.activated_at
   from jsonb_to_recordset($1::jsonb) as n(offer_id uuid, member_id uuid, offer_version int, arm text, held_out int, assigned_at timestamptz,
     met text, why text, seen_at timestamptz, opened_at timestamptz, activated_at timestamptz)
   on conflict do nothing
   returning offer_id as "offerId", member_id as "memberId", offer_version as version, seen_at as "seenAt", opened_at as "openedAt",
     activated_at as "activatedAt"`,
);
const seen = statement(
  'offer-seen',
  `update offer_assignments set seen_at = $3 where member_id = $1 and offer_id = any($2::uuid[]) and arm = 'offered' and seen_at is null
   returning offer_id as "offerId", offer_version as version`,
);
const opened = statement(
  'offer-opened',
  `update offer_assignments set opened_at = $3, seen_at = coalesce(seen_at, $3)
   where member_id = $1 and offer_id = $2 and arm = 'offered' and opened_at is null
   returning offer_id as "offerId", offer_version as version`,
);
const activate = statement(
  'offer-activate',
  `update offer_assignments set activated_at = $3, seen_at = coalesce(seen_at, $3)
   where member_id = $1 and offer_id = $2 and arm = 'offered' and activated_at is null
   returning offer_id as "offerId", offer_version as version`,
);
const deactivate = statement(
  'offer-deactivate',
  `update offer_assignments set activated_at = null where member_id = $1 and offer_id = $2 and activated_at is not null
   returning offer_id as "offerId", offer_version as version`,
);
const isOffered = statement(
  'offer-is-offered',
  `select exists (select from offer_assignments where member_id = $1 and offer_id = $2 and arm = 'offered') as offered`,
);
// What a member activated was seen then: that is an act of the member, not an observation.
const forget = statement(
  'offer-assignments-forget',
  `update offer_assignments set seen_at = activated_at, opened_at = null
   where (opened_at is not null or seen_at is distinct from activated_at) and member_id in (
     select noted.member_id from (
       select distinct member_id from offer_assignments where opened_at is not null or seen_at is distinct from activated_at) noted
     where not 'tracking' = any(consents_given(noted.member_id)))`,
);
const sweep = statement(
  'offer-assignments-sweep',
  `delete from offer_assignments a using offers o where o.id = a.offer_id and o.state = 'ended' and coalesce(o.ends_at, o.updated_at) < $1
     and o.updated_at < $1`,
);

export type Standing = RowOf<typeof standings>;

/** The offer of an assignment, with the version that the member met first. */
export interface MetOffer {
  readonly offerId: string;
  readonly version: number;
}

export interface NewAssignment {
  readonly offer_id: string;
  readonly offer_version: number;
  readonly arm: 'offered' | 'held-out';
  /** Percent of the audience at that time. */
  readonly held_out: number;
  readonly why: 'audience' | 'everyone';
}

/** One of the past, with what the member did since. */
export interface PastAssignment extends NewAssignment {
  readonly member_id: string;
  readonly assigned_at: string;
  readonly met: 'page' | 'home' | 'checkout' | 'notice';
  readonly seen_at: string | null;
  readonly opened_at: string | null;
  readonly activated_at: string | null;
}

/** Which members met which offers, and what they did with them. */
@Injectable()
export class AssignmentsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** One for each offer, with its uses and what is held. Nothing is locked. */
  async standings(
    offerIds: readonly string[],
    memberId: string,
    { localDay, at }: { readonly localDay: string; readonly at: Instant },
  ): Promise<ReadonlyMap<string, Standing>> {
    const rows = await this.transactions.query(standings, [offerIds, memberId, localDay, new Date(at)]);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** The first one of a member and an offer stays. */
  async add(
    memberId: string,
    assignments: readonly NewAssignment[],
    met: 'page' | 'home' | 'checkout',
    at: Date,
  ): Promise<void> {
    await this.transactions.query(assign, [JSON.stringify(assignments), memberId, at, met]);
  }

  /** Returns those that are new. */
  async addPast(assignments: readonly PastAssignment[]): Promise<RowOf<typeof addPast>[]> {
    return this.transactions.query(addPast, [JSON.stringify(assignments)]);
  }

  /** Those that were not seen before. */
  async see(memberId: string, offerIds: readonly string[], at: Date): Promise<MetOffer[]> {
    return this.transactions.query(seen, [memberId, offerIds, at]);
  }

  /** Undefined if it was opened before. */
  async open(memberId: string, offerId: string, at: Date): Promise<MetOffer | undefined> {
    return (await this.transactions.query(opened, [memberId, offerId, at]))[0];
  }

  /** Undefined if it was active before. */
  async activate(memberId: string, offerId: string, at: Date): Promise<MetOffer | undefined> {
    return (await this.transactions.query(activate, [memberId, offerId, at]))[0];
  }

  /** Undefined if it was not active. */
  async deactivate(memberId: string, offerId: string): Promise<MetOffer | undefined> {
    return (await this.transactions.query(deactivate, [memberId, offerId]))[0];
  }

  async isOffered(memberId: string, offerId: string): Promise<boolean> {
    return (await this.transactions.query(isOffered, [memberId, offerId]))[0]?.offered ?? false;
  }

  /** Removes what was observed of members who do not allow it, or no longer. */
  async forgetUnpermitted(): Promise<void> {
    await this.transactions.query(forget, []);
  }

  /** Removes those of offers that ended before this. */
  async sweep(endedBefore: Date): Promise<void> {
    await this.transactions.query(sweep, [endedBefore]);
  }
}
