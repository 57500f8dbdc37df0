import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import type { Pool, PoolClient, QueryResult, QueryResultRow } from 'pg';
import type { Statement } from './statement.ts';

interface Running {
  readonly runner: QueryRunner;
  readonly client: PoolClient;
  readonly afterCommit: (() => void)[];
  finished: boolean;
}

/** Runs work in one database transaction and hands its connection to whoever works inside it. */
@Injectable()
export class Transactions {
  readonly #current = new AsyncLocalStorage<Running>();
  readonly #dataSource: DataSource;

  constructor(dataSource: DataSource) {
    this.#dataSource = dataSource;
  }

  /** Commits when `work` resolves, rolls back when it throws. Inside another `run` it joins that transaction. */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#current.getStore()) return work();
    const runner = this.#dataSource.createQueryRunner();
    try {
      const client = (await runner.connect()) as PoolClient;
      await runner.startTransaction();
      return await this.#finish({ runner, client, afterCommit: [], finished: false }, work);
    } finally {
      await runner.release();
    }
  }

  async #finish<Result>(running: Running, work: () => Promise<Result>): Promise<Result> {
    let result: Result;
    try {
      result = await this.#current.run(running, work);
      running.finished = true;
      await running.runner.commitTransaction();
    } catch (error) {
      running.finished = true;
      await running.runner.rollbackTransaction().catch(() => undefined);
      throw error;
    }
    for (const notify of running.afterCommit) notify();
    return result;
  }

  /** Runs once the current transaction has committed; at once outside of one. */
  afterCommit(notify: () => void): void {
    const running = this.#current.getStore();
    if (running) running.afterCommit.push(notify);
    else notify();
  }

  /** Runs outside of the current transaction, on another connection: for what must stay when that one is rolled back. */
  apart<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.#current.exit(work);
  }

  /** Entities of the current transaction, else of the pool. */
  get entities(): EntityManager {
    return this.#open()?.runner.manager ?? this.#dataSource.manager;
  }

  /** A named statement on the current transaction's connection, else on the pool. */
  async query<Row extends QueryResultRow>(
    statement: Statement,
    values: readonly unknown[] = [],
  ): Promise<Row[]> {
    return (await this.execute<Row>(statement, values)).rows;
  }

  async execute<Row extends QueryResultRow>(
    statement: Statement,
    values: readonly unknown[] = [],
  ): Promise<QueryResult<Row>> {
    const connection = this.#open()?.client ?? this.pool;
    return connection.query<Row>({ name: statement.name, text: statement.text, values: [...values] });
  }

  get pool(): Pool {
    return (this.#dataSource.driver as unknown as { master: Pool }).master;
  }

  // A call that outlives its transaction would run outside of it: what was rolled back would be stored.
  #open(): Running | undefined {
    const running = this.#current.getStore();
    if (running?.finished)
      throw new Error('This transaction is over: await everything inside Transactions.run');
    return running;
  }
}
