import type { Client, QueryResult } from 'pg';
import type { EntityManager, QueryRunner } from 'typeorm';
import { send, type AnyStatement } from './statement.ts';

/** A statement with its values, whose rows are ignored. */
export interface Parting {
  readonly statement: AnyStatement;
  readonly values: readonly unknown[];
  /** What to throw for the error of the statement. */
  readonly refusal: (error: unknown) => unknown;
}

/** A transaction that is open. */
export interface OpenTransaction {
  readonly client: Client;
  /** On the same connection. */
  readonly entities: EntityManager;
  readonly ofPool: boolean;
  /** Runs the closing statements, then commits. Throws the first error; then nothing is stored. */
  commit(partings: readonly Parting[]): Promise<void>;
  rollback(): Promise<void>;
}

/** TypeORM must not begin its own transaction, or send anything after this one ends. */
const enter = (runner: QueryRunner): (() => void) => {
  Object.assign(runner, { isTransactionActive: true, transactionDepth: 1 });
  return () => {
    Object.assign(runner, { isTransactionActive: false, transactionDepth: 0, query: refuseLate });
  };
};

const refuseLate = async (): Promise<never> => {
  throw transactionOver();
};

/** A call that outlives its transaction would run outside of it, and rolled-back work would be stored. */
export const transactionOver = (): Error =>
  new Error('This transaction is over: await everything inside Transactions.run');

/**
 * Begins on a pool connection together with the first statement and commits together with the last. Pool
 * connections are pipelined, and every wait for PostgreSQL costs more than a short statement. `settings` are
 * those of this transaction.
 */
export const beginOnPool = (
  runner: QueryRunner,
  client: Client,
  settings: string | null,
): OpenTransaction => {
  const leave = enter(runner);
  const started = together(client, () => client.query(`start transaction; ${settings ?? ''}`));
  // Without a connection, the following statements fail for the same reason.
  started.catch(() => undefined);
  return {
    client,
    entities: runner.manager,
    ofPool: true,
    commit: async (partings) => {
      leave();
      await started;
      await part(client, partings);
    },
    rollback: async () => {
      leave();
      await client.query('rollback');
    },
  };
};

/** TypeORM takes connections only from its pool, so the runner is given this one. */
export const onClient = (runner: QueryRunner, client: Client): QueryRunner =>
  Object.assign(runner, { databaseConnection: client });

/** Begins on a separate connection, which `runner` uses too. */
export const beginBesidePool = async (
  runner: QueryRunner,
  client: Client,
  settings: string,
): Promise<OpenTransaction> => {
  await client.query(`start transaction; ${settings}`);
  const leave = enter(onClient(runner, client));
  return {
    client,
    entities: runner.manager,
    ofPool: false,
    commit: async (partings) => {
      leave();
      for (const each of partings) await take(client, each);
      assertCommitted(await client.query('commit'));
    },
    rollback: async () => {
      leave();
      await client.query('rollback');
    },
  };
};

const take = async (client: Client, { statement, values, refusal }: Parting): Promise<void> => {
  try {
    await send(client, statement, values);
  } catch (error) {
    throw refusal(error);
  }
};

const part = async (client: Client, partings: readonly Parting[]): Promise<void> => {
  const { kept, committed } = together(client, () => ({
    kept: partings.map((each) => take(client, each)),
    committed: client.query('commit'),
  }));
  const ends = await Promise.allSettled([...kept, committed]);
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  assertCommitted(await committed);
};

// PostgreSQL answers a commit after an error by rolling back, and reports success.
const assertCommitted = ({ command }: QueryResult): void => {
  if (command !== 'COMMIT') throw new Error('A statement of this transaction failed, and nobody was told');
};

/** Everything sent by `send` and before this tick ends leaves in one piece. */
const together = <Sent>({ connection: { stream } }: Client, send: () => Sent): Sent => {
  stream.cork();
  process.nextTick(() => stream.uncork());
  return send();
};
