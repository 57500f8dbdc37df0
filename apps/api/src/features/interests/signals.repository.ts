import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ObservedSource } from '@regulars/loyalty';
import { madeStatement, type RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { InterestSources } from './interest-sources.ts';
import { observedText } from './observed-sql.ts';
import { statement } from './statements.ts';

// A withdrawal of a consent holds this row as a reader does, and who observes holds it alone. So the one who observes sees the
// withdrawal, or the withdrawal finds what was observed.
const holdAlone = statement('interests-hold', 'select id from interest_settings for no key update');
const hold = statement('interests-hold-shared', 'select id from interest_settings for share');
const of = statement(
  'interest-signals-of',
  `select member_id as "memberId", interest, source, strength, times, at from interest_signals where member_id = any($1)
   order by member_id, interest, source`,
);
const drop = statement(
  'interest-signals-drop',
  `delete from interest_signals s where s.member_id = any($1::uuid[]) and not exists (
     select from jsonb_to_recordset($2::jsonb) as n("memberId" uuid, interest text, source text)
     where n."memberId" = s.member_id and n.interest = s.interest and n.source = s.source)`,
);
const put = statement(
  'interest-signals-put',
  `insert into interest_signals as s (member_id, interest, source, strength, times, at)
   select n."memberId", n.interest, n.source, n.strength, n.times, n.at
   from jsonb_to_recordset($1::jsonb) as n("memberId" uuid, interest text, source text, strength double precision, times int, at timestamptz)
   on conflict (member_id, interest, source) do update set strength = excluded.strength, times = excluded.times, at = excluded.at
   where (s.strength, s.times, s.at) is distinct from (excluded.strength, excluded.times, excluded.at)`,
);
const forget = statement('interest-signals-forget', 'delete from interest_signals where member_id = any($1)');
const keep = statement(
  'interest-signals-keep',
  'delete from interest_signals where not (interest = any($1::text[]))',
);
const owners = statement(
  'interest-signals-owners',
  `select distinct member_id as "memberId" from interest_signals where ($1::uuid is null or member_id > $1)
   order by member_id limit $2`,
);

export type SignalRow = RowOf<typeof of>;
export type NewSignal = SignalRow;

/** Which sources are asked, with their half-lives. */
export type AskedSources = ReadonlyMap<ObservedSource, number | null>;

@Injectable()
export class SignalsRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly sources: InterestSources,
  ) {}

  /** Nobody withdraws a consent or observes until the transaction ends. */
  async holdConsents(): Promise<void> {
    await this.transactions.query(holdAlone);
  }

  /** What the sources know of these members now. */
  async observe(memberIds: readonly string[], asked: AskedSources): Promise<NewSignal[]> {
    const sources = this.sources.all();
    if (memberIds.length === 0 || sources.length === 0) return [];
    const text = observedText(sources);
    const name = `interests-observed-${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
    const observed = madeStatement<NewSignal>(text, name);
    return this.transactions.query(observed, [memberIds, [...asked.keys()], [...asked.values()]]);
  }

  /** These are all signals of these members; what is right already stays as it is. */
  async replace(memberIds: readonly string[], signals: readonly NewSignal[]): Promise<void> {
    const all = JSON.stringify(signals);
    await this.transactions.query(drop, [memberIds, all]);
    if (signals.length > 0) await this.transactions.query(put, [all]);
  }

  /** Nobody who observes brings them back. */
  async forget(memberIds: readonly string[]): Promise<void> {
    await this.transactions.query(hold);
    await this.transactions.query(forget, [memberIds]);
  }

  async of(memberIds: readonly string[]): Promise<SignalRow[]> {
    return this.transactions.query(of, [memberIds]);
  }

  /** Those that the club no longer has go. */
  async keepInterests(left: readonly string[]): Promise<void> {
    await this.transactions.query(keep, [left]);
  }

  /** Members with signals, by id. */
  async owners(after: string | null, limit: number): Promise<string[]> {
    return (await this.transactions.query(owners, [after, limit])).map(({ memberId }) => memberId);
  }
}
