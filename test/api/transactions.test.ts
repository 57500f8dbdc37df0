import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Transactions } from '../../apps/api/src/platform/database/transactions.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let transactions: Transactions;
const plain = (text: string) => ({ name: '', text });
const add = plain('insert into noted (id) values ($1)');
const noted = async (): Promise<number[]> =>
  (await transactions.query<{ id: number }>(plain('select id from noted order by id'))).map(({ id }) => id);

beforeAll(async () => {
  api = await startApp();
  transactions = api.app.get(Transactions);
  await rowsOf(api, 'create table noted (id int primary key)');
  await transactions.query(add, [1]);
});
afterAll(() => api.close());

describe('a transaction', () => {
  it('stores everything, and commits with the last statement', async () => {
    await transactions.run(async () => {
      await transactions.query(add, [2]);
      await transactions.parting(add, [3]);
      expect(await noted()).toEqual([1, 2]);
    });
    expect(await noted()).toEqual([1, 2, 3]);
  });

  it('undoes its first statement too', async () => {
    const failing = transactions.run(async () => {
      await transactions.query(add, [4]);
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await noted()).not.toContain(4);
  });

  it('stores nothing if its last statement fails, and reports why', async () => {
    const failing = transactions.run(async () => {
      await transactions.query(add, [5]);
      await transactions.parting(add, [1]);
    });
    await expect(failing).rejects.toMatchObject({ constraint: 'noted_pkey' });
    expect(await noted()).not.toContain(5);
  });

  it('fails if an error inside it was hidden', async () => {
    const hiding = transactions.run(async () => {
      await transactions.query(add, [6]);
      await transactions.query(add, [1]).catch(() => undefined);
    });
    await expect(hiding).rejects.toThrow('A statement of this transaction failed');
    expect(await noted()).not.toContain(6);
  });

  it('leaves its connection clean for the next one', async () => {
    for (let time = 0; time < 30; time += 1)
      await expect(transactions.run(() => transactions.query(add, [1]))).rejects.toMatchObject({
        code: '23505',
      });
    await transactions.run(() => transactions.query(add, [7]));
    expect(await noted()).toContain(7);
  });

  it('has a connection outside the pool for COPY only', async () => {
    await expect(transactions.run(async () => transactions.connection)).rejects.toThrow('beside the pool');
    await transactions.aside(async () => {
      await transactions.connection.query('insert into noted (id) values (8)');
      await transactions.parting(add, [9]);
    });
    expect(await noted()).toEqual(expect.arrayContaining([8, 9]));
  });

  it('runs a last statement at once without an open transaction', async () => {
    await transactions.parting(add, [10]);
    expect(await noted()).toContain(10);
  });
});
