import type { Client, QueryResult } from 'pg';
import type { EntityManager, QueryRunner } from 'typeorm';
import type { AnyStatement } from './statement.ts';

/** A statement with its values, whose rows are ignored. */
export interface Parting {
  readonly statement: AnyStatement;
  readonly values: readonly unknown[];
}

/** A transaction that has begun. */
export interface Begun {
  readonly client: Client;
  /** Null outside the pool. */
  readonly entities: EntityManager | null;
  /** Runs the closing statements, then commits. Throws the first error; then nothing is stored. */
  commit(partings: readonly Parting[]): Promise<void>;
  rollback(): Promise<void>;
}

/**
 * Begins on a pool connection together with the first statement and commits together with the last. Pool
 * connections are pipelined, and every wait for PostgreSQL costs more than a short statement. `settings` are
 * those of this transaction.
 */
export const beginOnPool = (runner: QueryRunner, client: Client, settings: string | null): Begun => {
  // TypeORM must not begin its own transaction.
  const tellTypeorm = (active: boolean): void => {
    Object.assign(runner, { isTransactionActive: active, transactionDepth: active ? 1 : 0 });
  };
  tellTypeorm(true);
  const started = together(client, () => client.query(`start transaction; ${settings ?? ''}`));
  // Without a connection, the following statements fail for the same reason.
  started.catch(() => undefined);
  return {
    client,
    entities: runner.manager,
    commit: async (partings) => {
      await started;
      await part(client, partings);
      tellTypeorm(false);
    },
    rollback: async () => {
      tellTypeorm(false);
      await client.query('rollback');
    },
  };
};

/** Begins on a separate connection. */
export const beginBesidePool = async (client: Client, settings: string): Promise<Begun> => {
  await client.query(`start transaction; ${settings}`);
  return {
    client,
    entities: null,
    commit: async (partings) => {
      for (const { statement, values } of partings) await client.query(sent(statement, values));
      assertCommitted(await client.query('commit'));
    },
    rollback: async () => {
      await client.query('rollback');
    },
  };
};

const part = async (client: Client, partings: readonly Parting[]): Promise<void> => {
  const { kept, committed } = together(client, () => ({
    kept: partings.map(({ statement, values }) => client.query(sent(statement, values))),
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

export const sent = (
  { name, text }: AnyStatement,
  values: readonly unknown[],
): { name: string; text: string; values: unknown[] } => ({ name, text, values: [...values] });
