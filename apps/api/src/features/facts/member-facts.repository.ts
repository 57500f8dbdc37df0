import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { madeStatement, type TypedStatement } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { FactSource } from './fact-source.ts';
import { FactSources } from './fact-sources.ts';
import { refreshText } from './facts-sql.ts';
import type { StaleFacts } from './stale-facts.ts';
import { statement } from './statements.ts';

const create = statement(
  'member-facts-create',
  'insert into member_facts (member_id, updated_at) select unnest($1::uuid[]), $2',
);
const complete = statement(
  'member-facts-complete',
  `insert into member_facts (member_id, updated_at)
   select id, $2 from member_ids() id where id = any($1) on conflict do nothing`,
);
// A statement that waits for an erasure would add what it read before.
const dropErased = statement(
  'member-facts-drop-erased',
  'delete from member_facts where member_id = any($1) and member_id not in (select id from member_ids() id where id = any($1))',
);
const lock = statement(
  'member-facts-lock',
  'select member_id from member_facts where member_id = any($1) order by member_id for update',
);
const remove = statement('member-facts-remove', 'delete from member_facts where member_id = any($1)');
const countDue = statement(
  'member-facts-count-due',
  'select count(*) as members from (select from member_facts where due_at <= $1 limit $2) due',
);

const purchases = statement(
  'member-facts-purchases',
  'select purchases, last_purchase_at as "lastAt" from member_facts where member_id = $1',
);

type RefreshStatement = TypedStatement<unknown, readonly unknown[]>;

interface Refresh extends StaleFacts {
  readonly zone: string;
  /** The number of the newest event that this covers. */
  readonly event: number;
  readonly at: Date;
}

@Injectable()
export class MemberFactsRepository {
  /** By the names of their sources. */
  readonly #refreshes = new Map<string, RefreshStatement>();

  constructor(
    private readonly transactions: Transactions,
    private readonly sources: FactSources,
  ) {}

  /** How many there are, and when the last one was. */
  async purchases(memberId: string): Promise<{ count: number; lastAt: Date | null }> {
    const [row] = await this.transactions.query(purchases, [memberId]);
    return { count: row?.purchases ?? 0, lastAt: row?.lastAt ?? null };
  }

  /** Empty rows for new members. */
  async create(memberIds: readonly string[], at: Date): Promise<void> {
    await this.transactions.query(create, [memberIds, at]);
  }

  /** Rows for members who have none. */
  async complete(memberIds: readonly string[], at: Date): Promise<void> {
    await this.transactions.query(complete, [memberIds, at]);
    await this.transactions.query(dropErased, [memberIds]);
  }

  async lock(memberIds: readonly string[]): Promise<void> {
    await this.transactions.query(lock, [memberIds]);
  }

  /** Writes the current values of these sources. The rows must be locked. */
  async refresh({ memberIds, sources = this.sources.all(), zone, event, at }: Refresh): Promise<void> {
    await this.transactions.query(this.#refreshOf(sources), [memberIds, zone, event, at]);
  }

  async remove(memberIds: readonly string[]): Promise<void> {
    await this.transactions.query(remove, [memberIds]);
  }

  /** Members whose points time has changed since they were stored; counts no further than `most`. */
  async countDue(now: Date, most: number): Promise<number> {
    const [row] = await this.transactions.query(countDue, [now, most]);
    return row?.members ?? 0;
  }

  /** Identifies how facts are made. All are rebuilt when it changes. */
  get definition(): string {
    return hashOf(this.#refreshOf(this.sources.all()).text);
  }

  #refreshOf(sources: readonly FactSource[]): RefreshStatement {
    const names = sources.map(({ name }) => name).join();
    const known = this.#refreshes.get(names);
    if (known) return known;
    const text = refreshText(sources);
    const made = madeStatement(text, `member-facts-refresh-${hashOf(text)}`);
    this.#refreshes.set(names, made);
    return made;
  }
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);
