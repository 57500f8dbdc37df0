import { Injectable } from '@nestjs/common';
import type { CardNumbering } from '@regulars/loyalty';
import { Transactions } from '../../platform/database/transactions.ts';
import { Names } from '../../platform/names.ts';
import { ClubSettings } from '../club/index.ts';
import type { ResolvedCard } from './code.ts';
import type { HeldStatus } from './held-status.ts';
import { statement } from './statements.ts';

export interface CardRecord {
  readonly id: string;
  readonly memberId: string;
  readonly number: string;
  /** The random text in the QR code. */
  readonly reference: string;
  readonly status: 'active' | 'blocked' | 'replaced';
  readonly issuedAt: Date;
  readonly blockedAt: Date | null;
  /** When its member reported it as lost. */
  readonly lostAt: Date | null;
  readonly reason: string | null;
  readonly replacedBy: string | null;
}

export type NewCard = Pick<CardRecord, 'id' | 'memberId' | 'number' | 'reference' | 'issuedAt'>;

interface CardRow {
  id: string;
  member_id: string;
  number: string;
  reference: string;
  status: CardRecord['status'];
  issued_at: Date;
  blocked_at: Date | null;
  lost_at: Date | null;
  reason: string | null;
  replaced_by: string | null;
}

interface ResolvedRow {
  member_id: string;
  member_status: ResolvedCard['memberStatus'];
  card_id: string | null;
  card_number: string | null;
  card_status: ResolvedCard['cardStatus'];
}

export type HeldNumber = Pick<ResolvedRow, 'member_id' | 'member_status' | 'card_status'>;

export interface CardHistoryRow {
  id: string;
  card_id: string;
  at: Date;
  kind: 'card.issued' | 'card.blocked' | 'card.replaced';
  number: string;
  reason: string | null;
}

const columns =
  'id, member_id, number, reference, status, issued_at, blocked_at, lost_at, reason, replaced_by';
const insert = statement(
  'card-insert',
  `insert into cards (id, member_id, number, reference, issued_at)
   values ($1, $2, $3, $4, $5) on conflict (number) do nothing returning ${columns}`,
);
const insertMany = statement(
  'card-insert-many',
  `with issued as (
     insert into cards (id, member_id, number, reference, issued_at)
     select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::timestamptz[])
     on conflict (number) do nothing returning id
   )
   select id from unnest($1::uuid[]) as wanted(id) where id not in (select id from issued)`,
);
const ofMember = statement(
  'card-of-member',
  `select ${columns} from cards where member_id = $1 order by issued_at desc, id desc limit 500`,
);
const hold = statement('card-hold-member', 'select hold_member_status($1) as status');
const holdHolder = statement(
  'card-hold-holder',
  'select hold_member_status(member_id) as status from cards where id = $1',
);
// The first card and printed cards are no history; blocked and replaced ones are.
const touched = statement(
  'card-touched',
  `select distinct member_id from cards where member_id = any($1) and status <> 'active'`,
);
const removeOf = statement('card-remove-of', 'delete from cards where member_id = any($1)');
const lock = statement('card-lock', `select ${columns} from cards where id = $1 for update`);
const activeOf = statement(
  'card-active-of',
  `select ${columns} from cards where id = (select id from active_card($1))`,
);
const block = statement(
  'card-block',
  `update cards set status = 'blocked', blocked_at = $2, reason = $3 where id = $1 returning ${columns}`,
);
const lose = statement(
  'card-lose',
  `update cards set status = 'blocked', blocked_at = $2, lost_at = $2 where member_id = $1 and status = 'active' returning ${columns}`,
);
const replace = statement(
  'card-replace',
  `update cards set status = 'replaced', blocked_at = coalesce(blocked_at, $2), reason = $3, replaced_by = $4 where id = $1`,
);
const resolve = statement('card-resolve', 'select * from resolve_card($1)');
const holdersOf = statement(
  'card-holders-of',
  `select c.number::text as number, c.member_id, c.status as card_status, member_status(c.member_id) as member_status
   from cards c where c.number = any($1::text[])`,
);
// In the order of numbers: to make members distinct, PostgreSQL would read all cards in the order of members.
const ownersByStart = statement(
  'card-owners-by-start',
  `select distinct member_id from (
     select member_id from cards where number between $1 and rpad($1, 21, 'Z') order by number limit 50) first`,
);
// Blocking a card has no row of its own: its id is the card's with the version digit changed.
const history = statement(
  'card-history',
  `select id, card_id, at, kind, number, reason from (
     select id, id as card_id, issued_at as at, 'card.issued' as kind, number, null as reason from cards where member_id = $1
     union all
     select overlay(id::text placing 'f' from 15)::uuid, id, blocked_at,
            case status when 'replaced' then 'card.replaced' else 'card.blocked' end, number, reason
     from cards where member_id = $1 and blocked_at is not null
   ) events
   where (at, id) < ($2, $3::uuid) order by at desc, id desc limit $4`,
);

const likeBarcode = statement(
  'card-like-barcode',
  `select exists (
     select from cards where length(number) in (8, 12, 13, 14) and length(number) = length($1)
       and number between left($1, 3) and rpad(left($1, 3), 21, 'Z')) as found`,
);

const namesStatement = statement(
  'card-names',
  `select id, to_jsonb('•••• ' || right(number, 4)) as name from cards where id = any($1::uuid[])`,
);

@Injectable()
export class CardsRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly club: ClubSettings,
    names: Names,
  ) {
    names.register('card', namesStatement);
  }

  /** Undefined if another card has the number. */
  async insert({ id, memberId, number, reference, issuedAt }: NewCard): Promise<CardRecord | undefined> {
    const [row] = await this.transactions.query(insert, [id, memberId, number, reference, issuedAt]);
    return row && show(row);
  }

  /** Returns the ids of those whose number is taken: few, if any. */
  async insertMany(cards: readonly NewCard[]): Promise<ReadonlySet<string>> {
    if (cards.length === 0) return new Set();
    const rows = await this.transactions.query(insertMany, [
      cards.map(({ id }) => id),
      cards.map(({ memberId }) => memberId),
      cards.map(({ number }) => number),
      cards.map(({ reference }) => reference),
      cards.map(({ issuedAt }) => issuedAt.toISOString()),
    ]);
    return new Set(rows.flatMap(({ id }) => id ?? []));
  }

  /** Holds the membership open or closed until the end of the transaction. Undefined for nobody. */
  async holdMember(memberId: string): Promise<HeldStatus | undefined> {
    const [row] = await this.transactions.query(hold, [memberId]);
    return row?.status ?? undefined;
  }

  /** The same for the holder of a card. Before the lock of the card: an erasure locks in this order. */
  async holdHolder(id: string): Promise<HeldStatus | undefined> {
    const [row] = await this.transactions.query(holdHolder, [id]);
    return row?.status ?? undefined;
  }

  /** Members who had a card blocked or replaced. */
  async touched(memberIds: readonly string[]): Promise<string[]> {
    const rows = await this.transactions.query(touched, [memberIds]);
    return rows.map(({ member_id }) => member_id);
  }

  async removeOf(memberIds: readonly string[]): Promise<void> {
    await this.transactions.query(removeOf, [memberIds]);
  }

  async ofMember(memberId: string): Promise<CardRecord[]> {
    return (await this.transactions.query(ofMember, [memberId])).map(show);
  }

  async activeOf(memberId: string): Promise<CardRecord | undefined> {
    const [row] = await this.transactions.query(activeOf, [memberId]);
    return row && show(row);
  }

  /** Locked until the end of the transaction. */
  async lock(id: string): Promise<CardRecord | undefined> {
    const [row] = await this.transactions.query(lock, [id]);
    return row && show(row);
  }

  async block(id: string, at: Date, reason: string): Promise<CardRecord | undefined> {
    const [row] = await this.transactions.query(block, [id, at, reason]);
    return row && show(row);
  }

  /** Blocks all usable cards of this member as lost, and returns them. */
  async lose(memberId: string, at: Date): Promise<CardRecord[]> {
    return (await this.transactions.query(lose, [memberId, at])).map(show);
  }

  async replace(id: string, at: Date, reason: string, replacedBy: string): Promise<void> {
    await this.transactions.query(replace, [id, at, reason, replacedBy]);
  }

  async resolve(code: string): Promise<ResolvedRow[]> {
    return this.transactions.query(resolve, [code]);
  }

  async holdersOf(numbers: readonly string[]): Promise<(HeldNumber & { readonly number: string })[]> {
    return this.transactions.query(holdersOf, [numbers]);
  }

  /** Whether the club has cards that are as long as this barcode and begin like it. */
  async likeBarcode(number: string): Promise<boolean> {
    return (await this.transactions.query(likeBarcode, [number]))[0]?.found ?? false;
  }

  /** How the club numbers new cards. */
  async numbering(): Promise<CardNumbering> {
    return (await this.club.current()).cards;
  }

  async ownersByStart(digits: string): Promise<string[]> {
    const rows = await this.transactions.query(ownersByStart, [digits]);
    return rows.map(({ member_id }) => member_id);
  }

  async history(
    memberId: string,
    before: { at: Date; id: string },
    limit: number,
  ): Promise<CardHistoryRow[]> {
    return this.transactions.query(history, [memberId, before.at, before.id, limit]);
  }
}

const show = ({ member_id, issued_at, blocked_at, lost_at, replaced_by, ...row }: CardRow): CardRecord => ({
  ...row,
  memberId: member_id,
  issuedAt: issued_at,
  blockedAt: blocked_at,
  lostAt: lost_at,
  replacedBy: replaced_by,
});
