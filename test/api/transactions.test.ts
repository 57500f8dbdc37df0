import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ExchangeRateEntity } from '../../apps/api/src/features/club/entities/exchange-rate.entity.ts';
import { LocationEntity } from '../../apps/api/src/features/club/entities/location.entity.ts';
import { madeStatement } from '../../apps/api/src/platform/database/statement.ts';
import { change, insert, insertFree, remove } from '../../apps/api/src/platform/database/entity-writes.ts';
import { Transactions } from '../../apps/api/src/platform/database/transactions.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let transactions: Transactions;
const add = madeStatement('insert into noted (id) values ($1)');
const noted = async (): Promise<number[]> =>
  (await transactions.query(madeStatement<{ id: number }>('select id from noted order by id'))).map(
    ({ id }) => id,
  );

beforeAll(async () => {
  api = await startApp();
  transactions = api.app.get(Transactions);
  await rowsOf(api, 'create table noted (id int primary key)');
});
beforeEach(async () => {
  await rowsOf(api, 'truncate noted');
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

  it('throws what its last statement makes of the error', async () => {
    const failing = transactions.run(async () => {
      await transactions.query(add, [5]);
      await transactions.parting(add, [1], () => new Error('noted already'));
      await transactions.parting(add, [7]);
    });
    await expect(failing).rejects.toThrow('noted already');
    expect(await noted()).not.toContain(5);
    expect(await noted()).not.toContain(7);
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
    await transactions.onOwnConnection(async () => {
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

describe('entities', () => {
  const place = (code: string) => {
    const row = {
      id: randomUUID(),
      version: 1,
      code,
      name: { en: code },
      kind: 'shop' as const,
      currency: 'EUR',
    };
    return { ...row, address: '', openingHours: '', taxRates: [], timeZone: null, active: true };
  };
  const changed = new Error('changed my mind');
  const stored = () => transactions.entities(LocationEntity).countBy({ code: 'kept' });

  it.each(['run', 'onOwnConnection'] as const)('join the transaction of %s', async (how) => {
    const failing = transactions[how](async () => {
      await insert(transactions.entities(LocationEntity), place('kept'));
      expect(await stored()).toBe(1);
      throw changed;
    });
    await expect(failing).rejects.toThrow(changed);
    expect(await stored()).toBe(0);
  });

  it.each(['run', 'onOwnConnection'] as const)('of %s are refused after its end', async (how) => {
    const { promise: end, resolve } = Promise.withResolvers<undefined>();
    const late: Promise<unknown>[] = [];
    const failing = transactions[how](async () => {
      const rows = transactions.entities(LocationEntity);
      late.push(end.then(() => insert(rows, place('kept'))));
      late.push(end.then(() => insert(transactions.entities(LocationEntity), place('kept'))));
      throw changed;
    });
    await expect(failing).rejects.toThrow(changed);
    resolve(undefined);
    const refusal = { status: 'rejected', reason: { message: expect.stringContaining('is over') } };
    expect(await Promise.allSettled(late)).toMatchObject([refusal, refusal]);
    expect(await stored()).toBe(0);
  });

  it('return the stored row after a write', async () => {
    const rows = transactions.entities(LocationEntity);
    const first = await insert(rows, place('first'));
    expect(await insertFree(rows, [place('first'), place('second')])).toMatchObject([{ code: 'second' }]);
    expect(await insertFree(rows, [])).toEqual([]);
    const { id } = first;
    expect(await change(rows, { id, version: 1 }, { ...first, name: { en: 'New' }, code: 'other' })).toEqual({
      ...first,
      version: 2,
      name: { en: 'New' },
    });
    expect(await change(rows, { id, version: 1 }, { name: { en: 'Too late' } })).toBeUndefined();
    const rates = transactions.entities(ExchangeRateEntity);
    const euro = { reporting: 'EUR', currency: 'CZK', from: '2026-11-01' };
    await insert(rates, { ...euro, rate: '0.04' });
    expect(await remove(rates, euro)).toEqual([{ ...euro, rate: '0.040000000' }]);
    expect(await remove(rates, euro)).toEqual([]);
  });
});
