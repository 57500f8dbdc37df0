import { Inject, Injectable } from '@nestjs/common';
import pg from 'pg';
import { configToken, ownerDatabaseUrl, type Config } from '../../config.ts';
import { roleOf } from '../database/role.ts';

const monthsAhead = 3;
const monthsKept = 25;

interface Month {
  readonly table: string;
  readonly from: string;
  readonly until: string;
}

/** Events dropped although a consumer had not processed them. */
export interface Missed {
  readonly consumer: string;
  readonly events: number;
}

const log = 'event_log';
const nameOf = /^event_log_(\d{4})_(\d{2})$/;

// Months in UTC, by the time when an event got its number.
const monthFrom = (month: Temporal.PlainYearMonth): Month => {
  const start = (of: Temporal.PlainYearMonth): string => `${of.toString()}-01 00:00:00+00`;
  return {
    table: `${log}_${month.toString().replace('-', '_')}`,
    from: start(month),
    until: start(month.add({ months: 1 })),
  };
};

const monthOf = (now: number): Temporal.PlainYearMonth =>
  Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO('UTC').toPlainDate().toPlainYearMonth();

const moveCursors = `
  with oldest as (
    select coalesce((select min(number) from ${log}), (select last_number + 1 from event_relay)) as number
  ), behind as (
    select name, cursor from event_consumers, oldest where cursor < oldest.number - 1 for update of event_consumers
  )
  update event_consumers c set cursor = oldest.number - 1 from behind, oldest where c.name = behind.name
  returning c.name as consumer, (oldest.number - 1 - behind.cursor)::int as events`;

/** The monthly partitions of the event log. Changes them on a connection of their owner and closes it. */
@Injectable()
export class EventMonths {
  constructor(@Inject(configToken) private readonly config: Config) {}

  /** Creates this month and the next three if they are missing, and moves rows without a month into them. */
  async makeAhead(now: number): Promise<string[]> {
    return this.#connected(async (client) => {
      const made: string[] = [];
      const existing = await this.#tables(client);
      for (let ahead = 0; ahead <= monthsAhead; ahead += 1) {
        const month = monthFrom(monthOf(now).add({ months: ahead }));
        if (existing.includes(month.table)) continue;
        await this.#make(client, month);
        made.push(month.table);
      }
      return made;
    });
  }

  /** Drops months that ended 25 months ago. Consumers that had not reached them continue after them. */
  async dropOver(now: number): Promise<{ dropped: string[]; missed: Missed[] }> {
    const oldest = monthFrom(monthOf(now).subtract({ months: monthsKept })).table;
    return this.#connected(async (client) => {
      const dropped = (await this.#tables(client)).filter((table) => nameOf.test(table) && table < oldest);
      for (const table of dropped) await client.query(`drop table ${pg.escapeIdentifier(table)}`);
      const { rows: missed } = await client.query<Missed>(moveCursors);
      return { dropped, missed };
    });
  }

  async #make(client: pg.Client, { table, from, until }: Month): Promise<void> {
    await client.query('begin');
    try {
      await client.query(`lock table ${log}_rest in access exclusive mode`);
      await client.query(`create table ${table} (like ${log} including all)`);
      await this.#close(client, table);
      await client.query(
        `with moved as (delete from ${log}_rest where recorded_at >= $1 and recorded_at < $2 returning *)
         insert into ${table} select * from moved`,
        [from, until],
      );
      await client.query(
        `alter table ${log} attach partition ${table} for values from ('${from}') to ('${until}')`,
      );
      await client.query('commit');
    } catch (error) {
      await client.query('rollback');
      throw error;
    }
  }

  /** The application reaches a month only through the whole log. */
  async #close(client: pg.Client, table: string): Promise<void> {
    const { DATABASE_URL: application, DATABASE_OWNER_URL: owner } = this.config;
    if (application === undefined || owner === undefined) return;
    await client.query(`revoke all on table ${table} from ${pg.escapeIdentifier(roleOf(application).name)}`);
  }

  async #tables(client: pg.Client): Promise<string[]> {
    const { rows } = await client.query<{ name: string }>(
      `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
       where i.inhparent = '${log}'::regclass order by 1`,
    );
    return rows.map(({ name }) => name);
  }

  // Readers queue behind anyone who waits for a table, so it gives up soon and the job retries.
  async #connected<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> {
    const client = new pg.Client({ connectionString: ownerDatabaseUrl(this.config) });
    client.on('error', () => undefined);
    await client.connect();
    try {
      await client.query(`set lock_timeout = '3s'`);
      return await work(client);
    } finally {
      await client.end();
    }
  }
}
