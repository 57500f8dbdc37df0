import { setTimeout as pause } from 'node:timers/promises';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { PgBoss, type QueueResult } from 'pg-boss';
import { configToken, directDatabaseUrl, type Config } from '../../config.ts';
import { madeStatement } from '../database/statement.ts';
import { Transactions } from '../database/transactions.ts';

export interface Job {
  /** kebab-case, unique. */
  readonly name: string;
  /** Five-field cron in UTC, for scheduled jobs. */
  readonly cron?: string;
  /** How often and with which pauses a failed run is retried; five times within some minutes if absent. */
  readonly retry?: { readonly limit: number; readonly delaySeconds: number; readonly mostSeconds: number };
  /** How many waiting runs are taken at a time; one if absent. If one fails, the others run again too. */
  readonly batch?: number;
  run(data: unknown): Promise<void>;
}

/** How often a worker looks for jobs that other processes sent, and for those that are tried again. */
const pollSeconds = 2;
/** Scheduled jobs are of the minute at most. With so many of them, their polls are most of what an idle API does. */
const scheduledPollSeconds = 10;

/** After so long without a sign of life, a job belongs to a killed process: within a minute more, another one takes it. */
const heartbeatSeconds = 30;
/** When the application closes, running jobs may finish so long. */
const mostFinishMs = 3000;
/** Then each ends with its next statement. So long is waited for that. */
const mostEndMs = 5000;
/** A job that lives may take so long. */
const expireInSeconds = 12 * 3600;

type Queue = Pick<
  QueueResult,
  'retryBackoff' | 'retryLimit' | 'retryDelay' | 'retryDelayMax' | 'heartbeatSeconds' | 'expireInSeconds'
>;

/** What the database has from earlier starts. */
interface Known {
  readonly queues: ReadonlyMap<string, Queue>;
  readonly crons: ReadonlyMap<string, string>;
}

const waitingRun = madeStatement(
  `select id from pgboss.job where name = $1 and data = $2::jsonb and state in ('created', 'retry') limit 1 for update skip locked`,
  'jobs-waiting-run',
);

/** Long and scheduled work, on PostgreSQL with pg-boss. A job must tolerate running twice. */
@Injectable()
export class Jobs implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger('Jobs');
  readonly #jobs: Job[] = [];
  readonly #workers = new Map<string, string>();
  readonly #running = new Set<Promise<void>>();
  #boss: PgBoss | null = null;
  /** The current transaction, for pg-boss. */
  readonly #database = {
    executeSql: async (text: string, values?: unknown[]): Promise<{ rows: unknown[] }> => ({
      rows: await this.transactions.query(madeStatement(text), values),
    }),
  };
  /** Whether scheduled jobs are sent by this process too; before the application starts. */
  schedules = true;

  constructor(
    @Inject(configToken) private readonly config: Config,
    private readonly transactions: Transactions,
  ) {}

  /** Called by features in their constructors. */
  register(job: Job): void {
    this.#jobs.push(job);
  }

  async onApplicationBootstrap(): Promise<void> {
    const boss = new PgBoss({
      connectionString: directDatabaseUrl(this.config),
      max: 2,
      // Its tables belong to the owner and have been up to date since the start.
      migrate: false,
      schedule: this.schedules,
      application_name: 'regulars-jobs',
    });
    boss.on('error', (error) => this.#logger.warn({ event: 'jobs.waiting', error }));
    await boss.start();
    this.#boss = boss;
    const known = await knownOf(boss);
    for (const job of this.#jobs) await this.#offer(boss, job, known);
  }

  async onApplicationShutdown(): Promise<void> {
    // It puts back what still runs then: a job goes on without knowing it, until it may work no more.
    await this.#boss?.stop({ graceful: true, timeout: mostFinishMs }).catch(() => undefined);
    this.transactions.endJobs();
    const ended = new AbortController();
    const { signal } = ended;
    const late = pause(mostEndMs, undefined, { signal, ref: false }).catch(() => undefined);
    await Promise.race([Promise.allSettled(this.#running), late]);
    ended.abort();
  }

  /**
   * Enqueues in the current transaction: the job exists if its cause does. It starts after the commit or some
   * seconds later. Throws before the application has started.
   */
  async enqueue(name: string, data: object, afterSeconds = 0): Promise<void> {
    await this.#open(name).send(name, data, { startAfter: afterSeconds, db: this.#database });
    if (afterSeconds === 0) this.transactions.afterCommit(() => this.#hurry(name));
  }

  /** The same for many runs, in one statement. */
  async enqueueAll(name: string, runs: readonly object[]): Promise<void> {
    if (runs.length === 0) return;
    await this.#open(name).insert(
      name,
      runs.map((data) => ({ data })),
      { db: this.#database },
    );
    this.transactions.afterCommit(() => this.#hurry(name));
  }

  /**
   * The same, unless such a run waits already. That one is locked, so it starts after the commit and sees what this
   * transaction changes. Call it in a transaction.
   */
  async enqueueOnce(name: string, data: object): Promise<void> {
    const waiting = await this.transactions.query(waitingRun, [name, JSON.stringify(data)]);
    if (waiting.length === 0) await this.enqueue(name, data);
  }

  /** Without it, the worker would find the job with its next poll. */
  #hurry(name: string): void {
    const worker = this.#workers.get(name);
    if (worker !== undefined) this.#boss?.notifyWorker(worker);
  }

  #open(name: string): PgBoss {
    if (!this.#boss) throw new Error(`The job ${name} came before the jobs have started`);
    return this.#boss;
  }

  async #offer(boss: PgBoss, job: Job, { queues, crons }: Known): Promise<void> {
    const queue = queueOf(job);
    const known = queues.get(job.name);
    if (!known) await boss.createQueue(job.name, queue);
    else if (!isAlready(known, queue)) await boss.updateQueue(job.name, queue);
    const pollingIntervalSeconds = job.cron ? scheduledPollSeconds : pollSeconds;
    const options = { batchSize: job.batch ?? 1, pollingIntervalSeconds };
    const worker = await boss.work(job.name, options, async (taken) => {
      const failures: unknown[] = [];
      for (const { data } of taken)
        await this.#noted(this.#run(job, data)).catch((error: unknown) => failures.push(error));
      if (failures.length > 0) throw failures[0];
    });
    this.#workers.set(job.name, worker);
    if (job.cron && crons.get(job.name) !== job.cron) await boss.schedule(job.name, job.cron);
  }

  async #noted(run: Promise<void>): Promise<void> {
    this.#running.add(run);
    try {
      await run;
    } finally {
      this.#running.delete(run);
    }
  }

  async #run(job: Job, data: unknown): Promise<void> {
    const began = performance.now();
    // Scheduled jobs are logged only when they fail.
    this.#logger[job.cron ? 'debug' : 'log']({ event: 'job.started', job: job.name });
    try {
      await this.transactions.asJob(() => job.run(data));
    } catch (error) {
      const ms = Math.round(performance.now() - began);
      this.#logger.warn({ event: 'job.failed', job: job.name, ms, error });
      throw error;
    }
  }
}

const knownOf = async (boss: PgBoss): Promise<Known> => ({
  queues: new Map((await boss.getQueues()).map((queue) => [queue.name, queue])),
  crons: new Map((await boss.getSchedules()).map(({ name, cron }) => [name, cron])),
});

const queueOf = ({ retry }: Job): Queue => ({
  retryBackoff: true,
  retryLimit: retry?.limit ?? 5,
  heartbeatSeconds,
  expireInSeconds,
  ...(retry ? { retryDelay: retry.delaySeconds, retryDelayMax: retry.mostSeconds } : {}),
});

/** What a queue leaves out may be as it is. */
const isAlready = (known: Queue, wanted: Queue): boolean =>
  Object.entries(wanted).every(([option, value]) => known[option as keyof Queue] === value);
