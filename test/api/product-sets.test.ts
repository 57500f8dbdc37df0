import type { RuleContent } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestApp } from '../support/app.ts';
import { jobsEnd } from '../support/background-jobs.ts';
import { openRuleClub } from '../support/conditions/rule-club.ts';
import { makeStampCard } from '../support/makers/challenges.ts';
import { makeMember } from '../support/makers/members.ts';
import { fixedPoints, makeRule, offer, type Till } from '../support/makers/purchases.ts';
import { changeClub } from '../support/makers/purchases.ts';
import { expectProblem, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

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

const makeSet = async (name = 'Beans'): Promise<string> =>
  (await send(api, 'post', '/product-sets', { key, body: { name } }).expect(201)).body.id as string;
const put = (id: string, file: string | Buffer) =>
  send(api, 'put', `/product-sets/${id}/skus`, { key }).set('content-type', 'text/csv').send(file);
const filled = async (...skus: string[]): Promise<string> => {
  const id = await makeSet();
  await put(id, skus.join('\n')).expect(200);
  return id;
};
const setOf = async (id: string) => (await send(api, 'get', `/product-sets/${id}`, { key }).expect(200)).body;
const skusOf = async (id: string): Promise<string[]> => {
  const { body } = await send(api, 'get', `/product-sets/${id}/skus?limit=200`, { key }).expect(200);
  return (body as { data: { sku: string }[] }).data.map(({ sku }) => sku);
};
const inSet = (id: string) => ({ fact: 'line.product-sets', op: 'contains', value: id }) as const;
const tenfold = (id: string): RuleContent['effect'] => ({ kind: 'multiplier', times: 10, where: inSet(id) });
const lines = (...skus: string[]) => ({ lines: skus.map((sku) => ({ sku, amount: 100 })) });

describe('the article numbers of a set', () => {
  it('come from a file with one column, or from its column "sku"', async () => {
    const id = await makeSet();
    const { body } = await put(id, '\uFEFFB-2\r\n A-1 \n\nB-2\n').expect(200);
    expect(body).toMatchObject({ skus: 2, added: 2, removed: 0, repeated: 1, unknown: 2, version: 2 });
    expect(await skusOf(id)).toEqual(['A-1', 'B-2']);
    const next = await put(id, 'Name;SKU\nTea;C-3\nCoffee;"B-2"\n').expect(200);
    expect(next.body).toMatchObject({ skus: 2, added: 1, removed: 1 });
    expect(await skusOf(id)).toEqual(['B-2', 'C-3']);
  });

  it.each([
    ['a number that is too long', `A\n${'9'.repeat(101)}`, '/lines/2'],
    ['an empty cell', 'sku,name\n,Tea', '/lines/2'],
    ['several columns without a name', 'A,B', '/lines/1'],
    ['nothing', '\n\n', '/lines/1'],
    ['more than 100,000', Array.from({ length: 100_001 }, (_, at) => `S${at}`).join('\n'), '/lines/100001'],
  ])('are refused with their line, and nothing changes: %s', async (_, file, pointer) => {
    const id = await filled('kept');
    await expectProblem(put(id, file), 400, 'invalid-request', pointer);
    expect(await skusOf(id)).toEqual(['kept']);
    expect(await setOf(id)).toMatchObject({ version: 2, skus: 1 });
  });

  it('come back as a file that can be sent again, also those that look like formulas', async () => {
    const id = await filled('=1+1', '-7', 'A B', "'quoted");
    const { text } = await send(api, 'get', `/product-sets/${id}/file`, { key }).expect(200);
    expect(text).toBe(`\uFEFFsku\n'quoted\n-7\n'=1+1\nA B\n`);
    const copy = await makeSet('Copy');
    await put(copy, text).expect(200);
    expect(await skusOf(copy)).toEqual(await skusOf(id));
    await expectProblem(
      send(api, 'get', '/product-sets/0192f0a1-7c1e-7b3a-9d52-0c1f5e6a7b99/file', { key }),
      404,
      'not-found',
    );
  });

  it('must be text in UTF-8', async () => {
    const id = await filled('kept');
    await expectProblem(put(id, Buffer.from([0x41, 0xff, 0x0a])), 422, 'unreadable-file', '/lines/1');
    await expectProblem(
      send(api, 'put', `/product-sets/${id}/skus`, { key, body: { skus: [] } }),
      415,
      'unsupported-media-type',
    );
    await expectProblem(send(api, 'put', `/product-sets/${id}/skus`, { key }), 415, 'unsupported-media-type');
    expect(await skusOf(id)).toEqual(['kept']);
  });
});

describe('a rule on a set', () => {
  it('gives points for its articles, and each line keeps which sets it was in', async () => {
    const id = await filled('bean-1', 'bean-2');
    await makeRule(api, { name: 'Beans', effect: tenfold(id) });
    const { id: buyer } = await makeMember(api);
    const sale = await till.sell(buyer, lines('bean-1', 'tea-1', 'bean-2'));
    expect(sale.points?.earned).toBe(3 + 2 * 9);
    // A return counts the set as it was.
    await put(id, 'tea-1').expect(200);
    const back = await till.takeBack(sale.id, [{ line: 1, quantity: 1 }]);
    expect(back.points?.takenBack).toBe(1);
    expect((await till.sell(buyer, lines('bean-1'))).points?.earned).toBe(1);
    expect((await till.sell(buyer, lines('tea-1'))).points?.earned).toBe(10);
  });

  it('knows earlier purchases, as the set was then', async () => {
    const id = await filled('cup');
    const { id: buyer } = await makeMember(api);
    const where = { lines: 'any', where: inSet(id) } as const;
    await makeRule(api, {
      name: 'Third cup',
      effect: fixedPoints(50),
      when: { purchases: 'count', days: 30, where, op: 'at-least', value: 2 },
    });
    for (let sold = 0; sold < 2; sold += 1) await till.sell(buyer, lines('cup'));
    expect((await till.sell(buyer, lines('other'))).points?.earned).toBe(51);
  });

  it('names a set that exists', async () => {
    const lost = '0192f0a1-7c1e-7b3a-9d52-0c1f5e6a7b99';
    for (const value of [lost, 'beans']) {
      const body = { name: 'Lost', effect: { kind: 'multiplier', times: 2, where: { ...inSet(value) } } };
      await expectProblem(
        send(api, 'post', '/earning-rules', { key, body }),
        422,
        'unknown-product-set',
        '/effect/where/value',
      );
    }
  });

  it('keeps the set from being removed', async () => {
    const id = await filled('used');
    const { id: ruleId } = await makeRule(api, { name: 'Used', effect: tenfold(id) });
    expect((await setOf(id)).usedBy).toEqual([{ type: 'earning-rule', id: ruleId, name: 'Used' }]);
    await expectProblem(send(api, 'delete', `/product-sets/${id}`, { key }), 409, 'product-set-in-use');
    const body = { effect: fixedPoints(1) };
    await send(api, 'patch', `/earning-rules/${ruleId}`, { key, body }).set('if-match', '"1"').expect(200);
    await expectProblem(send(api, 'delete', `/product-sets/${id}`, { key }), 409, 'product-set-in-use');
    const free = await filled('free');
    await send(api, 'delete', `/product-sets/${free}`, { key }).expect(204);
    await expectProblem(send(api, 'get', `/product-sets/${free}`, { key }), 404, 'not-found');
  });

  it('is tried and back-tested with the set as it is now', async () => {
    const { id: buyer } = await makeMember(api);
    const sale = await till.sell(buyer, lines('new-1'));
    const id = await filled('new-1');
    const rule = { name: 'New', effect: fixedPoints(70), when: { lines: 'any', where: inSet(id) } };
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
});

describe('a challenge on a set', () => {
  it('counts its articles, keeps the set while it lives, and no longer when it ended', async () => {
    const id = await filled('stamp-1');
    const card = await makeStampCard(api, {
      name: { en: 'Card', de: 'Karte' },
      goal: 2,
      terms: { where: inSet(id) },
      reward: { kind: 'points', points: 50 },
    });
    const { id: buyer } = await makeMember(api);
    const sale = await till.sell(buyer, lines('stamp-1', 'other', 'stamp-1'));
    const path = `/members/${buyer}/challenges`;
    const { body: told } = await send(api, 'get', path, { key }).expect(200);
    expect(told.data).toMatchObject([{ filled: 1 }]);
    // A return counts the set as it was.
    await put(id, 'other').expect(200);
    await till.takeBack(sale.id, [{ line: 0, quantity: 1 }]);
    expect((await send(api, 'get', path, { key }).expect(200)).body.data).toMatchObject([{ filled: 0 }]);
    expect((await setOf(id)).usedBy).toEqual([{ type: 'challenge', id: card.id, name: 'Karte' }]);
    await expectProblem(send(api, 'delete', `/product-sets/${id}`, { key }), 409, 'product-set-in-use');
    const end = { state: 'ended' };
    await send(api, 'patch', `/challenges/${card.id}`, { key, body: end, version: card.version }).expect(200);
    await send(api, 'delete', `/product-sets/${id}`, { key }).expect(204);
  });

  it('names a set that exists', async () => {
    const lost = makeStampCard(api, { terms: { where: inSet('0192f0a1-7c1e-7b3a-9d52-0c1f5e6a7b99') } });
    await expect(lost).rejects.toMatchObject({
      code: 'unknown-product-set',
      details: { errors: [{ pointer: '/terms/where/value' }] },
    });
  });
});

describe('a large set', () => {
  it('is decided for 1,000 lines of one purchase', async () => {
    const id = await makeSet('Large');
    await put(id, Array.from({ length: 100_000 }, (_, at) => `large-${at}`).join('\n')).expect(200);
    await makeRule(api, { name: 'Large', effect: tenfold(id) });
    const { id: buyer } = await makeMember(api);
    const sent = Array.from({ length: 1000 }, (_, at) => ({ sku: `large-${at * 150}`, amount: 100 }));
    const body = offer(api, shop, { member: { id: buyer }, lines: sent });
    const told = await send(api, 'post', '/purchases?dryRun=true', { key, body }).expect(200);
    expect(told.body.points.earned).toBe(1000 + 667 * 9);
  });

  it('is refused if the file is too large, and nothing changes', async () => {
    const id = await filled('kept');
    const file = Array.from({ length: 40_000 }, (_, at) => `${'9'.repeat(90)}-${at}`).join('\n');
    await expectProblem(put(id, file), 413, 'too-large');
    expect(await skusOf(id)).toEqual(['kept']);
  });
});

it('is not added to 2,000 others', async () => {
  const full = '{"en":"Full"}';
  await rowsOf(
    api,
    `insert into product_sets (id, name, updated_at)
     select gen_random_uuid(), $1::jsonb, now() from generate_series(1, 2000)`,
    [full],
  );
  try {
    const added = send(api, 'post', '/product-sets', { key, body: { name: 'One more' } });
    await expectProblem(added, 422, 'too-many-product-sets');
  } finally {
    await rowsOf(api, 'delete from product_sets where name = $1::jsonb', [full]);
  }
});

describe('a file of interests', () => {
  const preview = (text: string) =>
    api.http
      .post('/api/v1/club/interest-previews')
      .set('authorization', `Bearer ${key}`)
      .set('content-type', 'text/csv')
      .send(text);

  it('adds and renames, removes nothing, and is checked before the club stores it', async () => {
    const interests = [
      { key: 'tea', name: { en: 'Tea', cs: 'Čaj' } },
      { key: 'wine', name: { en: 'Wine' } },
    ];
    await changeClub(api, { interests });
    const file = 'key;de;en;cs\n;Tee;tea;\nwine;;Fine wine;\n;Käse;Cheese;Sýry\n';
    const { body } = await preview(file).expect(200);
    const after = [
      { key: 'tea', name: { de: 'Tee', en: 'tea', cs: 'Čaj' } },
      { key: 'wine', name: { en: 'Fine wine' } },
      { key: 'kase', name: { de: 'Käse', en: 'Cheese', cs: 'Sýry' } },
    ];
    expect(body).toMatchObject({ interests: after, added: ['kase'], changed: ['tea', 'wine'] });
    const { body: club } = await send(api, 'get', '/club', { key }).expect(200);
    expect(club.interests).toEqual(interests);
    const change = { key, version: body.version, body: { interests: body.interests } };
    await send(api, 'patch', '/club', change).expect(200);
    const sent = await api.http.get('/api/v1/club/interests/file').set('authorization', `Bearer ${key}`);
    expect(sent.text).toContain('tea,Tee,tea,Čaj');
    const { body: again } = await preview(sent.text).expect(200);
    expect(again).toMatchObject({ interests: after, added: [], changed: [] });
  });

  it('names each line that cannot be', async () => {
    await changeClub(api, { interests: [{ key: 'tea', name: { en: 'Tea' } }] });
    const lines = [
      'Te a,,Leaves',
      ',,',
      `,${'x'.repeat(41)},`,
      'leaves,,TEA',
      ',,Milk',
      'milk,,Milk',
      ',,a\u202Eb',
    ];
    const { body } = await preview(`key,de,en\n${lines.join('\n')}\n`).expect(400);
    expect(body.errors).toMatchObject([
      { pointer: '/lines/2', reason: 'interest-key' },
      { pointer: '/lines/3', reason: 'interest-nameless' },
      { pointer: '/lines/4', reason: 'interest-name' },
      { pointer: '/lines/5', reason: 'interest-same-name', params: { name: 'TEA' } },
      { pointer: '/lines/7', reason: 'table-twice', params: { line: 6 } },
      { pointer: '/lines/8', reason: 'interest-name' },
    ]);
    const faultOf = async (text: string) => (await preview(text).expect(400)).body.errors;
    expect(await faultOf('key,word\na,b\n')).toMatchObject([{ reason: 'table-columns' }]);
    expect(await faultOf('key,en\n')).toMatchObject([{ reason: 'table-empty' }]);
    const many = Array.from({ length: 61 }, (_, number) => `Kind ${number}`).join('\n');
    expect(await faultOf(`en\n${many}\n`)).toMatchObject([{ reason: 'table-too-many' }]);
  });
});
