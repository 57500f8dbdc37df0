import { Injectable } from '@nestjs/common';
import type { ExportSchedule } from '@regulars/contracts';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const columns =
  's.id, s.segment_id as "segmentId", s.format, s.every, s.keep_days as "keepDays", s.account_id as "accountId", s.asked_by as "askedBy", s.language, s.next_at as "nextAt", s.problem';
const insert = statement(
  'export-schedule-insert',
  `insert into export_schedules (id, segment_id, format, every, keep_days, account_id, asked_by, language, created_at, next_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
);
const list = statement(
  'export-schedules-list',
  `select ${columns} from export_schedules s where $1::uuid is null or s.segment_id = $1 order by s.next_at, s.id`,
);
const find = statement('export-schedule-find', `select ${columns} from export_schedules s where s.id = $1`);
const latest = statement(
  'export-schedules-latest',
  `select distinct on (e.schedule_id) e.schedule_id as "scheduleId", e.id as "exportId", e.state, e.created_at as at
   from exports e where e.schedule_id = any($1::uuid[]) order by e.schedule_id, e.created_at desc`,
);
const change = statement(
  'export-schedule-change',
  'update export_schedules set every = $2, format = $3, keep_days = $4, next_at = $5 where id = $1',
);
const remove = statement('export-schedule-remove', 'delete from export_schedules where id = $1');
// Two processes may look at once.
const take = statement(
  'export-schedule-take',
  `select ${columns} from export_schedules s where s.next_at <= $1 order by s.next_at limit 1 for update skip locked`,
);
const turned = statement(
  'export-schedule-turned',
  'update export_schedules set next_at = $2, problem = $3 where id = $1',
);
const ended = statement(
  'export-schedules-ended',
  `select e.id as "exportId", e.state, s.segment_id as "segmentId", s.account_id as "accountId", s.language
   from exports e join export_schedules s on s.id = e.schedule_id
   where e.state in ('done', 'failed') and e.finished_at > $1`,
);

export type ScheduleRow = RowOf<typeof list>;
export type LatestRow = RowOf<typeof latest>;
type EndedRow = RowOf<typeof ended>;
type NewSchedule = Omit<ScheduleRow, 'problem'> & { readonly createdAt: Date };
export type ScheduleProblem = NonNullable<ExportSchedule['problem']>;

@Injectable()
export class ExportSchedulesRepository {
  constructor(private readonly transactions: Transactions) {}

  async insert(row: NewSchedule): Promise<void> {
    await this.transactions.query(insert, [
      row.id,
      row.segmentId,
      row.format,
      row.every,
      row.keepDays,
      row.accountId,
      row.askedBy,
      row.language,
      row.createdAt,
      row.nextAt,
    ]);
  }

  /** Of one segment, or all. */
  async list(segmentId: string | null): Promise<ScheduleRow[]> {
    return this.transactions.query(list, [segmentId]);
  }

  async find(id: string): Promise<ScheduleRow | undefined> {
    return (await this.transactions.query(find, [id]))[0];
  }

  /** The newest export of each. */
  async latest(ids: readonly string[]): Promise<ReadonlyMap<string, LatestRow>> {
    const rows = await this.transactions.query(latest, [ids]);
    return new Map(rows.map((row) => [row.scheduleId, row]));
  }

  async change(
    id: string,
    { every, format, keepDays, nextAt }: Pick<ScheduleRow, 'every' | 'format' | 'keepDays' | 'nextAt'>,
  ): Promise<void> {
    await this.transactions.query(change, [id, every, format, keepDays, nextAt]);
  }

  async remove(id: string): Promise<void> {
    await this.transactions.query(remove, [id]);
  }

  /** One whose turn has come, which nobody else takes before the end of the transaction. */
  async take(now: Date): Promise<ScheduleRow | undefined> {
    return (await this.transactions.query(take, [now]))[0];
  }

  async turned(id: string, nextAt: Date, problem: ScheduleProblem | null): Promise<void> {
    await this.transactions.query(turned, [id, nextAt, problem]);
  }

  /** Exports that ended after this moment. */
  async ended(since: Date): Promise<EndedRow[]> {
    return this.transactions.query(ended, [since]);
  }
}
