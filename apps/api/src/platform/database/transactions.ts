import { AsyncLocalStorage } from 'node:async_hooks';
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource, type EntityTarget, type ObjectLiteral, type Repository } from 'typeorm';
import pg, { type Client, type Pool, type PoolClient } from 'pg';
import { configToken, type Config } from '../../config.ts';
import { ClubError } from '../club-error.ts';
import {
  beginBesidePool,
  beginOnPool,
  onClient,
  transactionOver,
  type OpenTransaction,
  type Parting,
} from './open-transaction.ts';
import { madeStatement, perform, type Changed, type SentValues, type TypedStatement } from './statement.ts';
import { ReportPools } from './report-pool.ts';
import { jobLimits, localSettings, readingLimits, requestLimits } from './time-limits.ts';

type Late = (() => Promise<void>)[];

const oneMoment = madeStatement('set transaction isolation level repeatable read, read only');

/** The application closes: a job that runs has to end, and begins again later. */
class JobsEnd extends Error {
  constructor() {
    super('The application closes. This job begins again later');
  }
}

interface Running extends OpenTransaction {
  readonly ofReport: boolean;
  readonly partings: Parting[];
  readonly afterCommit: (() => void)[];
  readonly afterRollback: Late;
  finished: boolean;
}

/**
 * Runs work in one database transaction and gives its connection to the code inside. Nobody may take a second
 * pool connection while holding one: with as many callers as connections, all would wait for each other.
 */
@Injectable()
export class Transactions implements OnApplicationShutdown {
  readonly #logger = new Logger('Transactions');
  readonly #current = new AsyncLocalStorage<Running>();
  readonly #isJob = new AsyncLocalStorage<boolean>();
  /** The pool of the current report. */
  readonly #reporting = new AsyncLocalStorage<Pool>();
  readonly #dataSource: DataSource;
  readonly #reports: ReportPools;
  #jobsEnd = false;

  constructor(
    dataSource: DataSource,
    @Inject(configToken) { DATABASE_REPORT_URL }: Pick<Config, 'DATABASE_REPORT_URL'> = {},
  ) {
    this.#dataSource = dataSource;
    this.#reports = new ReportPools(DATABASE_REPORT_URL);
  }

  /** Commits when `work` resolves, rolls back when it throws. Joins the transaction inside another `run`. */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#assertMayWork();
    return this.#current.getStore() ? work() : this.#andLate((late) => this.#runOnPool(late, work));
  }

  async #runOnPool<Result>(late: Late, work: () => Promise<Result>): Promise<Result> {
    const reports = this.#reporting.getStore();
    if (reports) return this.#runOnReports(reports, late, work);
    const runner = this.#dataSource.createQueryRunner();
    try {
      const client = (await runner.connect()) as PoolClient;
      const opened = beginOnPool(runner, client, this.#localLimits());
      return await this.#finish(opened, late, work);
    } finally {
      await runner.release();
    }
  }

  async #runOnReports<Result>(reports: Pool, late: Late, work: () => Promise<Result>): Promise<Result> {
    const client = await reports.connect();
    try {
      const runner = onClient(this.#dataSource.createQueryRunner(), client);
      const opened = beginOnPool(runner, client, this.#localLimits());
      return await this.#finish(opened, late, work, true);
    } finally {
      client.release();
    }
  }

  /**
   * Statements and transactions inside use the connections of reports, so that slow ones never keep a till waiting. They can
   * only read, perhaps from a replica that sees changes a moment later, unless the report has to be fresh.
   */
  asReport<Result>(work: () => Promise<Result>, { isFresh = false } = {}): Promise<Result> {
    return this.#reporting.run(this.#reports.of(this.pool.options, isFresh), work);
  }

  /** Inside a report, on the main database: what has to be written, or is kept for others than this report. Stored at once. */
  besideReport<Result>(work: () => Promise<Result>): Promise<Result> {
    const isReport = this.#current.getStore()?.ofReport ?? this.#reporting.getStore() !== undefined;
    return isReport ? this.#current.exit(() => this.#reporting.exit(work)) : work();
  }

  /** Whether reports may miss what changed a moment ago. */
  get reportsAreLate(): boolean {
    return this.#reports.haveReplica;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#reports.end();
  }

  /** Transactions inside have the time limits of jobs and their short lock limit. */
  asJob<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.#isJob.run(true, work);
  }

  /** From here on, work of jobs is refused: the application closes, and they begin again later. */
  endJobs(): void {
    this.#jobsEnd = true;
  }

  #assertMayWork(): void {
    if (this.#jobsEnd && this.#isJob.getStore()) throw new JobsEnd();
  }

  /** Settings of this transaction; null if the session's limits are right. */
  #localLimits(): string | null {
    if (this.#isJob.getStore()) return localSettings(jobLimits);
    return this.pool.options.options === undefined ? localSettings(requestLimits) : null;
  }

  /**
   * The same on a separate connection with more time, for work that reads for minutes. Not inside `run`.
   */
  async onOwnConnection<Result>(work: () => Promise<Result>): Promise<Result> {
    this.assertNone();
    this.#assertMayWork();
    return this.#andLate((late) => this.#runBesidePool(late, work));
  }

  async #runBesidePool<Result>(late: Late, work: () => Promise<Result>): Promise<Result> {
    const client = new pg.Client({ ...this.pool.options, pipeline: false });
    // A failure here also fails the waiting query.
    client.on('error', () => undefined);
    try {
      await client.connect();
      const runner = this.#dataSource.createQueryRunner();
      const opened = await beginBesidePool(runner, client, localSettings(readingLimits));
      return await this.#finish(opened, late, work);
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  /** Inside `onOwnConnection`, a pool call that is stored at once. */
  onPool<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#current.getStore()?.ofPool) throw new Error('It would take a second connection of the pool');
    return this.#current.exit(work);
  }

  async #finish<Result>(
    opened: OpenTransaction,
    afterRollback: Late,
    work: () => Promise<Result>,
    ofReport = false,
  ): Promise<Result> {
    const begun = { partings: [], afterCommit: [], finished: false };
    const running: Running = { ...opened, ...begun, afterRollback, ofReport };
    let result: Result;
    try {
      result = await this.#current.run(running, work);
      running.finished = true;
      await running.commit(running.partings);
    } catch (error) {
      running.finished = true;
      await running.rollback().catch(() => undefined);
      throw error;
    }
    for (const notify of running.afterCommit) notify();
    return result;
  }

  /** Work left for after a rollback runs when the connection is free again. */
  async #andLate<Result>(transact: (late: Late) => Promise<Result>): Promise<Result> {
    const late: Late = [];
    try {
      return await transact(late);
    } catch (error) {
      // The caller learns why it was rolled back, whatever happens to the record of it; unless that refuses the caller itself.
      let told: unknown = error;
      for (const work of late)
        await work().catch((failed: unknown) => {
          if (failed instanceof ClubError) told = failed;
          else this.#logger.error(failed);
        });
      throw told;
    }
  }

  /**
   * Runs a statement at the end of the current transaction, with its commit; at once outside of one. For
   * statements that nobody waits for: `run` throws what it throws, or what `refusal` makes of that.
   */
  async parting<Values extends readonly unknown[]>(
    statement: TypedStatement<unknown, Values>,
    values: Values,
    refusal: Parting['refusal'] = (error) => error,
  ): Promise<void> {
    const running = this.#open();
    if (running) running.partings.push({ statement, values, refusal });
    else await this.run(() => this.parting(statement, values, refusal));
  }

  /** Runs after the current transaction has committed; at once outside of one. */
  afterCommit(notify: () => void): void {
    const running = this.#current.getStore();
    if (running) running.afterCommit.push(notify);
    else notify();
  }

  /**
   * For records that must stay although the current transaction is rolled back. Runs after its connection is
   * released and before its caller is told; at once outside of a transaction. Does not run after a commit.
   */
  async afterRollback(work: () => Promise<void>): Promise<void> {
    const running = this.#current.getStore();
    if (running) running.afterRollback.push(work);
    else await work();
  }

  /** The stored rows of an entity, on the current transaction's connection, or on the pool. */
  entities<Row extends ObjectLiteral>(entity: EntityTarget<Row>): Repository<Row> {
    return (this.#open()?.entities ?? this.#dataSource.manager).getRepository(entity);
  }

  /** A named statement on the current transaction's connection, or on the pool. */
  async query<Row, Values extends readonly unknown[]>(
    statement: TypedStatement<Row, Values>,
    ...values: SentValues<Values>
  ): Promise<Row[]> {
    return (await this.execute(statement, ...values)).rows;
  }

  /** The same, for who asks how many rows it changed. */
  async execute<Row, Values extends readonly unknown[]>(
    statement: TypedStatement<Row, Values>,
    ...values: SentValues<Values>
  ): Promise<Changed<Row>> {
    return perform(this.#open()?.client ?? this.#reporting.getStore() ?? this.pool, statement, ...values);
  }

  /** From here on, the current transaction reads the database as of one moment and cannot write. */
  async lookFromOneMoment(): Promise<void> {
    if (!this.inside) throw new Error('Only a transaction can look from one moment');
    await this.query(oneMoment);
  }

  /** The connection of the current `onOwnConnection`, for COPY and cursors, which a pipelined connection cannot do. */
  get connection(): Client {
    const running = this.#open();
    if (!running || running.ofPool) throw new Error('It needs a connection beside the pool');
    return running.client;
  }

  /** Whether the caller holds a pool connection. */
  get inside(): boolean {
    return this.#current.getStore() !== undefined;
  }

  /** For code with its own calls, which would take a second connection inside a transaction. */
  assertNone(): void {
    if (this.#current.getStore()) throw new Error('It would take a second connection of the pool');
  }

  get pool(): Pool {
    return (this.#dataSource.driver as unknown as { master: Pool }).master;
  }

  #open(): Running | undefined {
    this.#assertMayWork();
    const running = this.#current.getStore();
    if (running?.finished) throw transactionOver();
    return running;
  }
}
