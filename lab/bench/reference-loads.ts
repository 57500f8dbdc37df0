import { randomInt } from 'node:crypto';
import type pg from 'pg';

/** Standard loads for comparing any PostgreSQL: one like TPC-B, and one-row inserts. */
export type ReferenceLoad = 'tpc-b' | 'one row';

const branches = 10;
const tellersEach = 10;
const accounts = 100_000;

export const createReferenceLoads = async (client: pg.Client): Promise<void> => {
  await client.query(`
    create table bench_branches (id int primary key, balance bigint not null default 0, filler char(88));
    create table bench_tellers (id int primary key, branch int not null, balance bigint not null default 0, filler char(84));
    create table bench_accounts (id int primary key, branch int not null, balance bigint not null default 0, filler char(84));
    create table bench_history (teller int, branch int, account int, delta int, at timestamptz, filler char(22));
    create table bench_rows (id bigint generated always as identity primary key, note text not null);
    insert into bench_branches select n, 0, '' from generate_series(1, ${branches}) n;
    insert into bench_tellers select n, 1 + n % ${branches}, 0, '' from generate_series(1, ${branches * tellersEach}) n;
    insert into bench_accounts select n, 1 + n % ${branches}, 0, '' from generate_series(1, ${accounts}) n;`);
};

const statements = {
  account: 'update bench_accounts set balance = balance + $2 where id = $1',
  read: 'select balance from bench_accounts where id = $1',
  teller: 'update bench_tellers set balance = balance + $2 where id = $1',
  branch: 'update bench_branches set balance = balance + $2 where id = $1',
  history: 'insert into bench_history (teller, branch, account, delta, at) values ($1, $2, $3, $4, now())',
  row: 'insert into bench_rows (note) values ($1)',
};

const send = (client: pg.Client, name: keyof typeof statements, values: unknown[]): Promise<unknown> =>
  client.query({ name: `bench-${name}`, text: statements[name], values });

/** As pgbench's default transaction, statement by statement. */
const transfer = async (client: pg.Client): Promise<void> => {
  const account = randomInt(1, accounts + 1);
  const teller = randomInt(1, branches * tellersEach + 1);
  const branch = randomInt(1, branches + 1);
  const delta = randomInt(-5000, 5000);
  await client.query('begin');
  await send(client, 'account', [account, delta]);
  await send(client, 'read', [account]);
  await send(client, 'teller', [teller, delta]);
  await send(client, 'branch', [branch, delta]);
  await send(client, 'history', [teller, branch, account, delta]);
  await client.query('commit');
};

export const referenceLoads: Record<ReferenceLoad, (client: pg.Client) => Promise<unknown>> = {
  'tpc-b': transfer,
  'one row': (client) => send(client, 'row', ['a row of a few words']),
};
