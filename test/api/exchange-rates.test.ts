import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { rowsOf } from '../support/rows.ts';
import { expectProblem, forgedCursor, send } from '../support/requests.ts';

let api: TestApp;
let key: string;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
});
afterAll(() => api.close());

const path = '/club/exchange-rates';
const get = (query = '') => send(api, 'get', `${path}${query}`, { key });
const put = (body: object) => send(api, 'put', path, { key, body });

describe('the exchange rates', () => {
  it('are set, set anew, listed newest first and removed, and each change is written down', async () => {
    const rate = { currency: 'CZK', from: '2026-01-01', rate: '0.0397' };
    expect((await put(rate).expect(200)).body).toEqual(rate);
    await put({ currency: 'CZK', from: '2026-03-01', rate: '0.04' }).expect(200);
    await put({ currency: 'CHF', from: '2026-03-01', rate: '1.070000000' }).expect(200);
    await put({ ...rate, rate: '0.0400' }).expect(200);
    const listed = [
      { currency: 'CHF', from: '2026-03-01', rate: '1.07' },
      { currency: 'CZK', from: '2026-03-01', rate: '0.04' },
      { currency: 'CZK', from: '2026-01-01', rate: '0.04' },
    ];
    expect((await get().expect(200)).body).toEqual({ data: listed, cursor: { next: null } });
    const { body: first } = await get('?limit=1');
    const { body: rest } = await get(`?cursor=${first.cursor.next}`);
    expect([...first.data, ...rest.data]).toEqual(listed);
    await send(api, 'delete', `${path}/CZK/2026-03-01`, { key }).expect(204);
    expect((await get()).body.data).toEqual([listed[0], listed[2]]);
    const audited = await rowsOf(
      api,
      `select action from audit_entries where action like 'exchange-rate%' order by id`,
    );
    expect(audited.map(({ action }) => action)).toEqual([
      ...Array.from({ length: 4 }, () => 'exchange-rate.set'),
      'exchange-rate.removed',
    ]);
  });

  it('refuse what is no rate, and change nothing', async () => {
    const before = (await get()).body;
    const rate = { currency: 'USD', from: '2026-01-01', rate: '0.9' };
    for (const wrong of ['0', '0.000', '-1', '1e3', '', '1,5', '0.0000000001', '1000000.1', 'NaN', 0.9])
      await expectProblem(put({ ...rate, rate: wrong }), 400, 'invalid-request', '/rate');
    await expectProblem(put({ ...rate, from: '2026-02-30' }), 400, 'invalid-request', '/from');
    await expectProblem(put({ ...rate, currency: 'usd' }), 400, 'invalid-request', '/currency');
    await expectProblem(put({ ...rate, currency: 'EUR' }), 400, 'invalid-request', '/currency');
    await expectProblem(send(api, 'delete', `${path}/USD/2026-01-01`, { key }), 404, 'not-found');
    for (const cursor of [forgedCursor('2026-02-30', 'CZK'), forgedCursor(1, 2), 'x'])
      await expectProblem(get(`?cursor=${cursor}`), 400, 'invalid-request', '/query/cursor');
    expect((await get()).body).toEqual(before);
  });
});
