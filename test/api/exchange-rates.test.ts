import { getPurchase, type Purchase } from '@regulars/contracts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MemberFacts } from '../../apps/api/src/features/facts/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { changeClub, Till } from '../support/makers/purchases.ts';
import { rowsOf } from '../support/rows.ts';
import { expectProblem, forgedCursor, send } from '../support/requests.ts';

let api: TestApp;
let key: string;
beforeEach(async () => {
  api = await startApp();
  key = await makeKey(api);
});
afterEach(() => api.close());

const path = '/club/exchange-rates';
const get = (query = '') => send(api, 'get', `${path}${query}`, { key });
const put = (body: object) => send(api, 'put', path, { key, body });

describe('exchange rates', () => {
  it('are added, replaced, listed newest first and removed, with an audit entry each', async () => {
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

  it('refuse invalid values and change nothing', async () => {
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

describe('a purchase in another currency', () => {
  let till: Till;
  beforeEach(async () => {
    till = new Till(api, key, (await makeLocation(api, { currency: 'PLN' })).code);
  });
  const sell = async (memberId: string | null, amount: number, purchasedAt: string): Promise<string> =>
    (await till.sell(memberId, { currency: 'PLN', purchasedAt, lines: [{ amount, quantity: 2 }] })).id;
  const reportingOf = async (id: string): Promise<Purchase['reporting']> =>
    (await api.client({ apiKey: key }).call(getPurchase, { params: { id } })).reporting;
  const spendOf = async (memberId: string): Promise<unknown> => {
    await api.app.get(MemberFacts).refresh([memberId]);
    const [row] = await rowsOf(api, 'select spend, unconverted from member_facts where member_id = $1', [
      memberId,
    ]);
    return row;
  };

  it('is accepted without a rate, gets its amount when there is one, and keeps it', async () => {
    const { id: memberId } = await makeMember(api);
    const early = await sell(memberId, 1000, '2026-02-28T22:59:00Z');
    const late = await sell(memberId, 999, '2026-02-28T23:00:00Z');
    const anonymous = await sell(null, 1001, '2026-03-02T09:00:00Z');
    expect(await reportingOf(late)).toBeNull();
    expect(await spendOf(memberId)).toEqual({ spend: 0, unconverted: 2 });
    // The first of March in Vienna begins at 23:00 UTC.
    await put({ currency: 'PLN', from: '2026-03-01', rate: '0.235' }).expect(200);
    await vi.waitFor(
      async () =>
        expect(await reportingOf(anonymous)).toEqual({ gross: 235, currency: 'EUR', rate: '0.235' }),
      10_000,
    );
    expect(await reportingOf(late)).toEqual({ gross: 235, currency: 'EUR', rate: '0.235' });
    expect(await reportingOf(early)).toBeNull();
    expect(await spendOf(memberId)).toEqual({ spend: 235, unconverted: 1 });
    // A correction applies to later purchases, and to those without a rate.
    await put({ currency: 'PLN', from: '2026-03-01', rate: '0.5' }).expect(200);
    await put({ currency: 'PLN', from: '2026-01-01', rate: '0.25' }).expect(200);
    await vi.waitFor(
      async () => expect(await reportingOf(early)).toEqual({ gross: 250, currency: 'EUR', rate: '0.25' }),
      10_000,
    );
    expect(await reportingOf(late)).toMatchObject({ rate: '0.235' });
    const now = await sell(memberId, 3, '2026-03-02T09:00:00Z');
    expect(await reportingOf(now)).toEqual({ gross: 2, currency: 'EUR', rate: '0.5' });
    // 5.00 of 9.99 are returned: the rest is worth 1.1738.
    await till.takeBack(late, [{ line: 0, quantity: 1 }]);
    expect(await spendOf(memberId)).toEqual({ spend: 250 + 117 + 2, unconverted: 0 });
  });

  it('gets a new amount if the club changes its reporting currency', async () => {
    await put({ currency: 'PLN', from: '2026-03-01', rate: '0.5' }).expect(200);
    const { id: memberId } = await makeMember(api);
    const id = await sell(memberId, 1000, '2026-03-02T09:00:00Z');
    await changeClub(api, { reportingCurrency: 'PLN' });
    await vi.waitFor(
      async () => expect(await reportingOf(id)).toEqual({ gross: 1000, currency: 'PLN', rate: '1' }),
      10_000,
    );
    expect((await get()).body.data).toEqual([]);
    await changeClub(api, { reportingCurrency: 'EUR' });
    await vi.waitFor(
      async () => expect(await reportingOf(id)).toEqual({ gross: 500, currency: 'EUR', rate: '0.5' }),
      10_000,
    );
    expect(await spendOf(memberId)).toEqual({ spend: 500, unconverted: 0 });
  });
});
