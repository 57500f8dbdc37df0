import { Injectable } from '@nestjs/common';
import type { RfmCuts } from '@regulars/loyalty';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { StoredSettings, Tenth } from './kept-run.ts';
import { statement } from './statements.ts';

const columns = `id, state, phase, outcome, is_current, as_of, since, zone, currency, settings, finished_at, after, after_value, staged,
  scored, told, up_to, unconverted, buyers, value, cuts, tenths`;
const insert = statement(
  'score-run-insert',
  `insert into score_runs (id, state, phase, as_of, since, zone, currency, settings)
   values ($1, 'waiting', 'staging', $2, $3, $4, $5, $6)
   on conflict do nothing returning ${columns}`,
);
const open = statement(
  'score-run-open',
  `select ${columns} from score_runs where state in ('waiting', 'running')`,
);
const take = statement(
  'score-run-take',
  `select ${columns} from score_runs where state in ('waiting', 'running') for no key update`,
);
const find = statement('score-run-find', `select ${columns} from score_runs where id = $1`);
const current = statement('score-run-current', `select ${columns} from score_runs where is_current`);
const list = statement(
  'score-run-list',
  `select ${columns} from score_runs where $1::timestamptz is null or (as_of, id) < ($1, $2::uuid)
   order by as_of desc, id desc limit $3`,
);
const staged = statement(
  'score-run-staged',
  `update score_runs set state = 'running', after = $2, staged = staged + $3::int, unconverted = unconverted + $4::int where id = $1`,
);
const allStaged = statement(
  'score-run-all-staged',
  `update score_runs set phase = 'cutting', after = null where id = $1`,
);
const cut = statement(
  'score-run-cut',
  `update score_runs set phase = 'scoring', buyers = $2, value = $3, cuts = $4, tenths = $5 where id = $1 and phase = 'cutting'`,
);
const scored = statement(
  'score-run-scored',
  `update score_runs set after = $2, after_value = $3, scored = $4, up_to = $5 where id = $1`,
);
const allScored = statement(
  'score-run-all-scored',
  `update score_runs set phase = 'telling', after = null, after_value = null where id = $1`,
);
const told = statement(
  'score-run-told',
  'update score_runs set after = $2, told = told + $3::int where id = $1',
);
const replaced = statement('score-run-replaced', 'update score_runs set is_current = false where is_current');
const finish = statement(
  'score-run-finish',
  `update score_runs set state = 'done', outcome = $2, is_current = true, finished_at = $3, after = null, after_value = null where id = $1`,
);
const fail = statement(
  'score-run-fail',
  `update score_runs set state = 'failed', finished_at = $2, after = null, after_value = null
   where state in ('waiting', 'running') and as_of < $1`,
);
const over = `select id from score_runs where not is_current and state in ('done', 'failed')`;
const clearValues = statement(
  'score-values-clear',
  `delete from score_values where ctid = any(array(select v.ctid from score_values v
     where v.run_id in (select id from score_runs where state in ('done', 'failed')) limit $1))`,
);
const clearScores = statement(
  'member-scores-clear',
  `delete from member_scores where ctid = any(array(select s.ctid from member_scores s where s.run_id in (${over}) limit $1))`,
);
// The figures of the runs of the last weeks stay.
const old = `select id from score_runs where not is_current and state in ('done', 'failed')
  order by as_of desc, id desc offset $1`;
const forgetCounts = statement('score-counts-forget', `delete from score_counts where run_id in (${old})`);
const forgetCohorts = statement('score-cohorts-forget', `delete from score_cohorts where run_id in (${old})`);
const forget = statement('score-runs-forget', `delete from score_runs where id in (${old})`);

export type StoredRun = RowOf<typeof find>;

export interface NewRun {
  readonly id: string;
  readonly asOf: Date;
  readonly since: Date;
  readonly zone: string;
  readonly currency: string;
  readonly settings: StoredSettings;
}

/** What a run learns of all buyers together. */
export interface Compared {
  readonly buyers: number;
  readonly value: number;
  readonly cuts: RfmCuts | null;
  readonly tenths: readonly Tenth[] | null;
}

const atOnce = 5000;
const keptRuns = 60;

@Injectable()
export class ScoreRunsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Undefined while another run is open. */
  async insert({ id, asOf, since, zone, currency, settings }: NewRun): Promise<StoredRun | undefined> {
    const values = [id, asOf, since, zone, currency, JSON.stringify(settings)] as const;
    return (await this.transactions.query(insert, values))[0];
  }

  async open(): Promise<StoredRun | undefined> {
    return (await this.transactions.query(open))[0];
  }

  /** The open run, until the transaction ends. */
  async take(): Promise<StoredRun | undefined> {
    return (await this.transactions.query(take))[0];
  }

  async find(id: string): Promise<StoredRun | undefined> {
    return (await this.transactions.query(find, [id]))[0];
  }

  async current(): Promise<StoredRun | undefined> {
    return (await this.transactions.query(current))[0];
  }

  /** Newest first. */
  async list(before: readonly [at: string, id: string] | null, limit: number): Promise<StoredRun[]> {
    return this.transactions.query(list, [before?.[0] ?? null, before?.[1] ?? null, limit]);
  }

  async staged(id: string, after: string, members: number, unconverted: number): Promise<void> {
    await this.transactions.query(staged, [id, after, members, unconverted]);
  }

  async allStaged(id: string): Promise<void> {
    await this.transactions.query(allStaged, [id]);
  }

  async cut(id: string, { buyers, value, cuts, tenths }: Compared): Promise<void> {
    const values = [id, buyers, value, JSON.stringify(cuts), JSON.stringify(tenths)] as const;
    await this.transactions.query(cut, values);
  }

  async scored(
    id: string,
    last: { readonly id: string; readonly value: number; readonly rank: number; readonly upTo: number },
  ): Promise<void> {
    await this.transactions.query(scored, [id, last.id, last.value, last.rank, last.upTo]);
  }

  async allScored(id: string): Promise<void> {
    await this.transactions.query(allScored, [id]);
  }

  async told(id: string, after: string, members: number): Promise<void> {
    await this.transactions.query(told, [id, after, members]);
  }

  /** Its scores are those of members from now on. */
  async finish(id: string, outcome: 'scored' | 'too-few', at: Date): Promise<void> {
    await this.transactions.query(replaced);
    await this.transactions.query(finish, [id, outcome, at]);
  }

  /** Open runs from before this moment. */
  async fail(before: Date, at: Date): Promise<void> {
    await this.transactions.query(fail, [before, at]);
  }

  /** Some rows of members that no run needs any more. False if there were none. */
  async clearSome(): Promise<boolean> {
    const { rowCount: values } = await this.transactions.execute(clearValues, [atOnce]);
    const { rowCount: scores } = await this.transactions.execute(clearScores, [atOnce]);
    return (values ?? 0) + (scores ?? 0) > 0;
  }

  async forgetOld(): Promise<void> {
    for (const each of [forgetCounts, forgetCohorts, forget]) await this.transactions.query(each, [keptRuns]);
  }
}
