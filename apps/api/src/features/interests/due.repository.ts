import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const note = statement('interest-due-note', 'insert into interest_due (member_id) select unnest($1::uuid[])');
const take = statement(
  'interest-due-take',
  `delete from interest_due where member_id in (
     select distinct d.member_id from interest_due d order by d.member_id limit $1) returning member_id`,
);
const erase = statement('interest-due-erase', 'delete from interest_due where member_id = $1');
const stale = statement('interest-refill-stale', 'update interest_refill set stale = true where not stale');
const start = statement(
  'interest-refill-start',
  'update interest_refill set stale = false, running = true, after = null',
);
const startStale = statement(
  'interest-refill-start-stale',
  'update interest_refill set stale = false, running = true, after = null where stale',
);
const running = statement('interest-refill-running', 'select after from interest_refill where running');
const isRunning = statement('interest-refill-is-running', 'select running from interest_refill');
const next = statement(
  'interest-refill-next',
  'select id from current_member_ids() id where ($1::uuid is null or id > $1) order by id limit $2',
);
const advance = statement(
  'interest-refill-advance',
  'update interest_refill set after = $1::uuid, running = $1::uuid is not null where running',
);

/** Members to observe again, and how far a pass over all of them is. */
@Injectable()
export class DueRepository {
  constructor(private readonly transactions: Transactions) {}

  async note(memberIds: readonly string[]): Promise<void> {
    if (memberIds.length > 0) await this.transactions.query(note, [memberIds]);
  }

  async take(most: number): Promise<string[]> {
    const rows = await this.transactions.query(take, [most]);
    return [...new Set(rows.map(({ member_id }) => member_id))];
  }

  async erase(memberId: string): Promise<void> {
    await this.transactions.query(erase, [memberId]);
  }

  /** All members are observed again in the night. */
  async later(): Promise<void> {
    await this.transactions.query(stale);
  }

  /** All members are observed again now, from the first one. */
  async start(): Promise<void> {
    await this.transactions.query(start);
  }

  async startIfStale(): Promise<void> {
    await this.transactions.query(startStale);
  }

  async isRunning(): Promise<boolean> {
    return (await this.transactions.query(isRunning))[0]?.running ?? false;
  }

  /** The next members of all; undefined if nobody has to be observed. */
  async next(most: number): Promise<string[] | undefined> {
    const [refill] = await this.transactions.query(running);
    if (!refill) return undefined;
    return (await this.transactions.query(next, [refill.after, most])).map(({ id }) => id);
  }

  /** Null once all were observed. */
  async advance(after: string | null): Promise<void> {
    await this.transactions.query(advance, [after]);
  }
}
