import type { RuleContent } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestApp } from '../support/app.ts';
import { jobsEnd } from '../support/background-jobs.ts';
import { openRuleClub } from '../support/conditions/rule-club.ts';
import { makeMember } from '../support/makers/members.ts';
import { fixedPoints, makeRule, offer, type Till } from '../support/makers/purchases.ts';
import { expectProblem, send } from '../support/requests.ts';

let api: TestApp;
let till: Till;
let key: string;
let shop: string;

beforeAll(async () => {
  const club = await openRuleClub();
  ({ api, till, key } = club);
  shop = club.shop.code;
});
afterAll(() => api.close());

const makeTable = async (name = 'Rates', currency = 'EUR'): Promise<string> =>
  (await send(api, 'post', '/rate-tables', { key, body: { name, currency } }).expect(201)).body.id as string;
const add = (id: string, file: string | Buffer, validFrom?: number) =>
  send(
    api,
    'post',
    `/rate-tables/${id}/versions${validFrom === undefined ? '' : `?validFrom=${new Date(validFrom).toISOString()}`}`,
    { key },
  )
    .set('content-type', 'text/csv')
    .send(file);
const filled = async (...rows: string[]): Promise<string> => {
  const id = await makeTable();
  await add(id, ['sku,points', ...rows].join('\n')).expect(201);
  return id;
};
const tableOf = async (id: string) =>
  (await send(api, 'get', `/rate-tables/${id}`, { key }).expect(200)).body as {
    live: { number: number } | null;
    versions: { number: number; state: string }[];
    usedBy: unknown[];
  };
const ratesOf = async (id: string, number = 1, query = '') =>
  (
    await send(api, 'get', `/rate-tables/${id}/versions/${number}/rates?limit=200${query}`, { key }).expect(
      200,
    )
  ).body.data as { sku: string | null; location: string | null; points: number }[];
const byTable = (table: string): RuleContent['effect'] => ({ kind: 'rate-table', table });
const lines = (...skus: string[]) => ({ lines: skus.map((sku) => ({ sku, amount: 1000 })) });
const hour = 3_600_000;
const lost = '0192f0a1-7c1e-7b3a-9d52-0c1f5e6a7b99';

describe('the versions of a rate table', () => {
  it('come from a file, with numbers as people write them', async () => {
    const id = await makeTable();
    const file = `\uFEFFName;SKU;Location;Points\nBeans;B-2;${shop};1,5\nTea;A-1;;2.125\nRest;*;*;0`;
    const { body } = await add(id, file).expect(201);
    expect(body).toMatchObject({ number: 1, rates: 3, added: 3, removed: 0, changed: 0, unknown: 2 });
    expect(body).toMatchObject({ state: 'live', validFrom: null });
    expect(await ratesOf(id)).toEqual([
      { sku: null, product: null, location: null, points: 0 },
      { sku: 'A-1', product: null, location: null, points: 2.125 },
      { sku: 'B-2', product: null, location: shop, points: 1.5 },
    ]);
    expect(await ratesOf(id, 1, '&query=B')).toMatchObject([{ sku: 'B-2' }]);
    const next = await add(id, 'sku,points\nA-1,3\nC-3,1').expect(201);
    expect(next.body).toMatchObject({ number: 2, rates: 2, added: 1, removed: 2, changed: 1 });
    expect(await tableOf(id)).toMatchObject({
      live: { number: 2 },
      versions: [
        { number: 2, state: 'live' },
        { number: 1, state: 'ended' },
      ],
    });
  });

  const many = ['sku,points', ...Array.from({ length: 100_001 }, (_, at) => `S${at},1`)].join('\n');
  it.each([
    ['a formula as a rate', 'sku,points\nA,=1+1', '/lines/2'],
    ['a formula as an article', 'sku,points\n=A1,1', '/lines/2'],
    ['a negative rate', 'sku,points\nA,1\nB,-1', '/lines/3'],
    ['a rate of 10⁹', 'sku,points\nA,1000000000', '/lines/2'],
    ['more than three decimals', 'sku,points\nA,0.0001', '/lines/2'],
    ['no number', 'sku,points\nA,many', '/lines/2'],
    ['an article twice', 'sku,points\nA,1\nB,1\nA,2', '/lines/4'],
    ['an unknown location', 'location,points\nnowhere,1', '/lines/2'],
    ['an empty article', 'sku,points\n,1', '/lines/2'],
    ['no header', 'A,1\nB,2', '/lines/1'],
    ['nothing', '', '/lines/1'],
    ['only a header', 'sku,points', '/lines/1'],
    ['more than 100,000 rates', many, '/lines/100002'],
  ])('are refused with the line, and nothing changes: %s', async (_, file, pointer) => {
    const id = await filled('kept,1');
    await expectProblem(add(id, file), 400, 'invalid-request', pointer);
    expect(await tableOf(id)).toMatchObject({ live: { number: 1 }, versions: [{ number: 1 }] });
  });

  it('must be text in UTF-8 of a usual size', async () => {
    const id = await filled('kept,1');
    const latin = Buffer.concat([
      Buffer.from('sku,points\nA,1\nK'),
      Buffer.from([0xe4]),
      Buffer.from('se,1\n'),
    ]);
    await expectProblem(add(id, latin), 422, 'unreadable-file', '/lines/3');
    await expectProblem(add(id, 'sku,points\n"A,1'), 422, 'unreadable-file', '/lines/2');
    const large = ['sku,points', ...Array.from({ length: 40_000 }, (_, at) => `${'9'.repeat(90)}${at},1`)];
    await expectProblem(add(id, large.join('\n')), 413, 'too-large');
    const body = { points: 1 };
    await expectProblem(
      send(api, 'post', `/rate-tables/${id}/versions`, { key, body }),
      415,
      'unsupported-media-type',
    );
    await expectProblem(add(lost, 'sku,points\nA,1'), 404, 'not-found');
    expect((await tableOf(id)).versions).toHaveLength(1);
  });

  it('come back as a file that can be sent again', async () => {
    const id = await makeTable();
    await add(id, `sku,location,points\n-7,,1.5\n*,${shop},2\n'=1,*,3`).expect(201);
    const { text } = await send(api, 'get', `/rate-tables/${id}/versions/1/file`, { key }).expect(200);
    expect(text).toBe(`\uFEFFsku,location,points\n*,${shop},2\n-7,*,1.5\n'=1,*,3\n`);
    expect((await add(id, text).expect(201)).body).toMatchObject({ added: 0, removed: 0, changed: 0 });
    await expectProblem(send(api, 'get', `/rate-tables/${id}/versions/9/file`, { key }), 404, 'not-found');
  });

  it('begin when they should, and may be withdrawn until then', async () => {
    const id = await filled('now,1');
    const later = api.clock.now() + hour;
    expect((await add(id, 'sku,points\nlater,2', later).expect(201)).body.state).toBe('scheduled');
    expect((await add(id, 'sku,points\nlatest,3', later + hour).expect(201)).body.removed).toBe(1);
    await expectProblem(
      add(id, 'sku,points\nA,1', api.clock.now() - 1000),
      400,
      'invalid-request',
      '/query/validFrom',
    );
    const version = (number: number) => `/rate-tables/${id}/versions/${number}`;
    await send(api, 'delete', version(3), { key }).expect(204);
    await expectProblem(send(api, 'delete', version(3), { key }), 404, 'not-found');
    await expectProblem(send(api, 'delete', version(1), { key }), 409, 'rate-version-begun');
    expect((await tableOf(id)).versions).toMatchObject([
      { number: 2, state: 'scheduled' },
      { number: 1, state: 'live' },
    ]);
  });
});

describe('a rule with a rate table', () => {
  it('gives each article its rate, and tells it; a return counts the rates as they were', async () => {
    const id = await makeTable();
    await add(id, `sku,location,points\nbook,,2\nbook,${shop},2.5\nmug,,1.5\nfree,,0`).expect(201);
    await makeRule(api, { name: 'By table', effect: byTable(id) });
    const { id: buyer } = await makeMember(api);
    const sale = await till.sell(buyer, lines('book', 'mug', 'free', 'other'));
    // Besides the rule of the club: 1 point per euro.
    expect(sale.points?.earned).toBe(40 + 25 + 15);
    expect(sale.explanation.map(({ reason }) => reason)).toContain(
      '10.00 EUR × 2.5 + 10.00 EUR × 1.5, rounded down',
    );
    await add(id, 'sku,points\nbook,9').expect(201);
    const back = await till.takeBack(sale.id, [{ line: 0, quantity: 1 }]);
    expect(back.points?.takenBack).toBe(10 + 25);
    expect((await till.sell(buyer, lines('book', 'mug'))).points?.earned).toBe(20 + 90);
  });

  it('counts the version in force at the time of the purchase, also for a late receipt', async () => {
    const id = await filled('timed,1');
    await makeRule(api, { name: 'Timed', effect: byTable(id) });
    const { id: buyer } = await makeMember(api);
    const before = api.clock.now();
    await add(id, 'sku,points\ntimed,5', before + hour).expect(201);
    expect((await till.sell(buyer, lines('timed'))).points?.earned).toBe(10 + 10);
    api.clock.set(new Date(before + hour).toISOString());
    expect((await till.sell(buyer, lines('timed'))).points?.earned).toBe(10 + 50);
    const late = { ...lines('timed'), purchasedAt: new Date(before + hour - 1).toISOString() };
    expect((await till.sell(buyer, late)).points?.earned).toBe(10 + 10);
  });

  it('gives nothing in another currency', async () => {
    const id = await makeTable('Crowns', 'CZK');
    await add(id, 'sku,points\nczk,5').expect(201);
    await makeRule(api, { name: 'Crowns', effect: byTable(id) });
    const { id: buyer } = await makeMember(api);
    expect((await till.sell(buyer, lines('czk'))).points?.earned).toBe(10);
  });

  it('names a table that exists, and keeps it from being removed', async () => {
    const body = { name: 'Lost', effect: byTable(lost) };
    await expectProblem(
      send(api, 'post', '/earning-rules', { key, body }),
      422,
      'unknown-rate-table',
      '/effect/table',
    );
    const id = await filled('used,1');
    const { id: ruleId } = await makeRule(api, { name: 'Used', effect: byTable(id) });
    expect((await tableOf(id)).usedBy).toEqual([{ id: ruleId, name: 'Used' }]);
    const remove = () => send(api, 'delete', `/rate-tables/${id}`, { key });
    await expectProblem(remove(), 409, 'rate-table-in-use');
    const changed = { effect: fixedPoints(1) };
    await send(api, 'patch', `/earning-rules/${ruleId}`, { key, body: changed, version: 1 }).expect(200);
    await expectProblem(remove(), 409, 'rate-table-in-use');
    const free = await filled('free,1');
    await send(api, 'delete', `/rate-tables/${free}`, { key }).expect(204);
    await expectProblem(send(api, 'get', `/rate-tables/${free}`, { key }), 404, 'not-found');
  });

  it('is tried and back-tested with the rates as they are now', async () => {
    const { id: buyer } = await makeMember(api);
    const sale = await till.sell(buyer, lines('tried'));
    const id = await filled('tried,7');
    const rule = { name: 'New', effect: byTable(id) };
    const body = { rule, purchaseId: sale.id };
    const tried = await send(api, 'post', '/earning-rules/simulate', { key, body }).expect(200);
    expect(tried.body.difference).toEqual({ points: 70, status: 70 });
    const began = await send(api, 'post', '/earning-rules/simulate', { key, body: { rule, days: 7 } }).expect(
      202,
    );
    await jobsEnd(api);
    const { body: done } = await send(api, 'get', `/back-tests/${began.body.id}`, { key }).expect(200);
    expect(done.result.draft.ownPoints).toBe(70);
  });

  it('decides 1,000 lines by 100,000 rates', async () => {
    const id = await makeTable('Large');
    const rows = Array.from({ length: 100_000 }, (_, at) => `large-${at},${at % 10}`);
    await add(id, ['sku,points', ...rows].join('\n')).expect(201);
    await makeRule(api, { name: 'Large', effect: byTable(id) });
    const { id: buyer } = await makeMember(api);
    const sent = Array.from({ length: 1000 }, (_, at) => ({ sku: `large-${at * 99}`, amount: 100 }));
    const body = offer(api, shop, { member: { id: buyer }, lines: sent });
    const told = await send(api, 'post', '/purchases?dryRun=true', { key, body }).expect(200);
    const byRates = sent.reduce((sum, _, at) => sum + ((at * 99) % 10), 0);
    expect(told.body.points.earned).toBe(1000 + byRates);
  });
});
