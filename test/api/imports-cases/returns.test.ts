import type { Import, importDecisionsShapes, previewImport, ReplyOf } from '@regulars/contracts';
import type { z } from 'zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../support/app.ts';
import { makeKey } from '../../support/makers.ts';
import { makeLocation } from '../../support/makers/club.ts';
import { Importing } from '../../support/makers/imports.ts';
import { makeMember } from '../../support/makers/members.ts';
import { makeRule, Till } from '../../support/makers/purchases.ts';

let api: TestApp;
let importing: Importing;
let key: string;

beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
  importing = new Importing(api, key);
  await makeLocation(api, { code: 'vienna-1', name: 'Morgenrot Wien' });
  await makeRule(api);
});
afterAll(() => api.close());

type Remarks = z.output<(typeof importDecisionsShapes)['listImportRemarks']['reply']>;

const columns = {
  receipt: 'Invoice',
  purchasedAt: 'InvoiceDate',
  externalId: 'CustomerID',
  sku: 'StockCode',
  name: 'Description',
  quantity: 'Quantity',
  unitPrice: 'UnitPrice',
};
const header = 'Invoice,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID';
const settings = {
  kind: 'purchases',
  mapping: { columns },
  options: { location: 'vienna-1', unknownMembers: 'anonymous', timeZone: 'UTC' },
} as const;

const log = (lines: readonly string[], more: object = {}): Promise<Import> =>
  importing.run(
    { ...settings, options: { ...settings.options, ...more } },
    `${header}\n${lines.join('\n')}\n`,
  );

const remarksOf = async (id: string): Promise<unknown[]> => {
  const { data } = await importing.get<Remarks>(`/imports/${id}/remarks?limit=200`);
  return data.flatMap(({ line, remarks }) => remarks.map(({ reason, params }) => [line, reason, params]));
};

type Row = { receipt: { number: string }; total: { gross: number }; returned: number };

/** What is left of each purchase. */
const soldTo = async (memberId: string): Promise<Record<string, number>> => {
  const { data } = await importing.get<{ data: Row[] }>(`/purchases?limit=200&member=${memberId}`);
  return Object.fromEntries(
    data.map(({ receipt, total, returned }) => [receipt.number, total.gross - returned]),
  );
};

const balanceOf = async (memberId: string): Promise<number> =>
  (await importing.get<{ available: number }>(`/members/${memberId}/points`)).available;

describe('what came back', () => {
  it('is taken back of the receipt that it names, else of the latest purchase with enough left', async () => {
    const { id } = await makeMember(api, { externalId: 'RT-1' });
    const done = await log([
      '100,MUG,Mug,3,2026-01-05 10:00,4.00,RT-1',
      '100,TEA,Tea,1,2026-01-05 10:00,9.00,RT-1',
      '101,MUG,Mug,1,2026-01-08 10:00,4.00,RT-1',
      'C101,MUG,Mug,-1,2026-01-09 10:00,4.00,RT-1',
      'C201,MUG,Mug,-2,2026-01-10 10:00,4.00,RT-1',
      'C202,MUG,Mug,-2,2026-01-11 10:00,4.00,RT-1',
      'C203,TEA,Tea,-1,2026-01-12 10:00,9.50,RT-1',
      'C204,POT,Pot,-1,2026-01-13 10:00,20.00,',
    ]);
    expect(done).toMatchObject({ counts: { created: 5, refused: 0, remarks: 3 }, errors: [] });
    expect(await soldTo(id)).toEqual({ '100': 400, '101': 0 });
    expect(await remarksOf(done.id)).toEqual([
      [7, 'without-purchase', { value: 'MUG', amount: 800, currency: 'EUR' }],
      [8, 'return-price', { value: 'TEA', amount: 950, booked: 900, currency: 'EUR' }],
      [9, 'without-purchase', { value: 'POT', amount: 2000, currency: 'EUR' }],
    ]);
    expect(done.money).toEqual([
      {
        currency: 'EUR',
        file: 2500 - 400 - 800 - 800 - 950 - 2000,
        gross: 2500,
        returned: 400 + 800 + 900,
        listed: -800 - 50 - 2000,
        refused: 0,
        duplicate: 0,
        agrees: true,
      },
    ]);
    const again = await log(['C101,MUG,Mug,-1,2026-01-09 10:00,4.00,RT-1']);
    expect(again.counts).toMatchObject({ created: 0, duplicate: 1 });
  });

  it('may be on the receipt of its purchase, or all of it by its status', async () => {
    const { id } = await makeMember(api, { externalId: 'RT-2' });
    const before = await balanceOf(id);
    const file = [
      `${header},Status`,
      '300,MUG,Mug,3,2026-02-05 10:00,4.00,RT-2,paid',
      '300,MUG,Mug,-1,2026-02-05 10:00,4.00,RT-2,paid',
      '301,TEA,Tea,2,2026-02-06 10:00,9.00,RT-2,refunded',
      '302,TEA,Tea,2,2026-02-07 10:00,9.00,RT-2,cancelled',
    ].join('\n');
    const mapping = { columns: { ...columns, status: 'Status' } };
    const checked = await importing.run({ ...settings, mapping, dryRun: true }, file);
    expect(checked).toMatchObject({
      counts: { created: 2, leftOut: 1 },
      money: [{ file: 800, gross: 3000, returned: 2200, agrees: true }],
    });
    await importing.post(`/imports/${checked.id}/start`);
    const done = await importing.finished(checked.id);
    expect(done).toMatchObject({
      counts: { created: 2, remarks: 0, leftOut: 1 },
      money: [{ file: 800, gross: 3000, returned: 2200, listed: 0, agrees: true }],
    });
    expect(await soldTo(id)).toEqual({ '300': 800, '301': 0 });
    await importing.undo(done.id);
    expect(await balanceOf(id)).toBe(before);
  });

  it('of an earlier file goes with the undo of its import, and not the purchase', async () => {
    const { id } = await makeMember(api, { externalId: 'RT-3' });
    await log(['400,MUG,Mug,3,2026-03-05 10:00,4.00,RT-3']);
    const bought = await balanceOf(id);
    const back = await log(['C400,MUG,Mug,-3,2026-03-06 10:00,4.00,RT-3']);
    expect(await soldTo(id)).toEqual({ '400': 0 });
    await importing.undo(back.id);
    expect(await soldTo(id)).toEqual({ '400': 1200 });
    expect(await balanceOf(id)).toBe(bought);
  });

  it('may be in a receipt of more than a thousand lines', async () => {
    const lines = Array.from({ length: 1200 }, (_, at) => `500,SKU-${at},Thing,1,2026-03-08 10:00,1.00,`);
    expect((await log(lines)).counts).toMatchObject({ created: 1, refused: 0 });
  });
});

/** Small numbers that look drawn, always the same. */
const drawn = (seed: number): ((most: number) => number) => {
  let state = seed;
  return (most) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * most);
  };
};

/** A log of a shop: purchases, and what came back of them or of others. */
const logOf = (people: readonly string[], count: number): { lines: string[]; net: number } => {
  const draw = drawn(20_261_130);
  const lines: string[] = [];
  let net = 0;
  for (let at = 0; at < count; at += 1) {
    const isBack = at > 20 && draw(4) === 0;
    const article = draw(8);
    const pieces = (isBack ? -1 : 1) * (1 + draw(isBack ? 3 : 6));
    const price = 150 + article * 85 + (draw(6) === 0 ? 10 : 0);
    const person = people[draw(people.length)] ?? '';
    const day = new Date(Date.UTC(2026, 3, 1, 8, at * 20)).toISOString().slice(0, 16).replace('T', ' ');
    const number = `${isBack ? 'C' : ''}${536_000 + at}`;
    net += pieces * price;
    lines.push(
      `${number},A${article},Article ${article},${pieces},${day},${(price / 100).toFixed(2)},${person}`,
    );
  }
  return { lines, net };
};

describe('a log of 200 lines', () => {
  it('comes in so that what was booked and what is listed equal its net', async () => {
    const people = ['LG-1', 'LG-2', 'LG-3', 'LG-4'];
    const members = await Promise.all(people.map((externalId) => makeMember(api, { externalId })));
    const { lines, net } = logOf([...people, ''], 200);
    const backs = lines.filter((line) => line.startsWith('C')).length;
    expect(backs).toBeGreaterThan(30);
    const done = await log(lines);
    const [money] = done.money;
    expect(done.money).toMatchObject([{ file: net, refused: 0, duplicate: 0, agrees: true }]);
    expect(done.counts).toMatchObject({ refused: 0 });
    type Params = { amount: number; booked?: number };
    const listed = ((await remarksOf(done.id)) as [number, string, Params][]).reduce(
      (sum, [, , { amount, booked = 0 }]) => sum - amount + booked,
      0,
    );
    expect(listed).toBe(money?.listed);
    const left = await Promise.all(members.map(({ id }) => soldTo(id)));
    const { data } = await importing.get<{ data: Row[] }>(
      '/purchases?limit=200&anonymous=true&from=2026-04-01T00:00:00Z',
    );
    const anonymous = data.reduce((sum, { total, returned }) => sum + total.gross - returned, 0);
    const named = left.flatMap((each) => Object.values(each)).reduce((sum, amount) => sum + amount, 0);
    expect(named + anonymous + listed).toBe(net);
  });
});

type Preview = ReplyOf<typeof previewImport>;

/** The goods that a member bought, as we export them. */
const linesOf = async (member: string): Promise<Uint8Array> => {
  const { id } = await importing.post<{ id: string }>('/exports', {
    kind: 'purchase-lines',
    filters: { member },
  });
  await expect
    .poll(async () => (await importing.get<{ state: string }>(`/exports/${id}`)).state, { interval: 20 })
    .toBe('done');
  return importing.bytes(`/exports/${id}/file`);
};

it('our own export brings what came back of a purchase', async () => {
  const member = await makeMember(api, { externalId: 'RT-OWN' });
  const till = new Till(api, key, 'vienna-1');
  const lines = [
    { sku: 'B-1', name: 'Brot', quantity: 3, unitPrice: 333 },
    { sku: 'K-1', name: 'Kipferl', quantity: 2, amount: 501 },
  ];
  const purchase = await till.sell(member.id, { lines });
  await till.takeBack(purchase.id, [{ line: 0, quantity: 1 }]);
  const left = async (): Promise<unknown> => {
    type Rows = { data: { total: { gross: number }; returned: number }[] };
    const { data } = await importing.get<Rows>(`/purchases?member=${member.id}`);
    const { available } = await importing.get<{ available: number }>(`/members/${member.id}/points`);
    return [data.reduce((sum, { total, returned }) => sum + total.gross - returned, 0), available];
  };
  const before = await left();
  const file = Buffer.from(await linesOf(member.id))
    .toString()
    .replaceAll('vienna-1', 'vienna-2');
  await makeLocation(api, { code: 'vienna-2', name: 'Morgenrot Wien 2' });
  await till.takeBack(purchase.id, [
    { line: 0, quantity: 2 },
    { line: 1, quantity: 2 },
  ]);
  const seen = await importing.offer<Preview>({ kind: 'purchases' }, file, { path: '/imports/preview' });
  const { mapping, options } = seen.body;
  const done = await importing.run({ kind: 'purchases', mapping, options }, file);
  expect(done).toMatchObject({ counts: { created: 1, refused: 0, remarks: 0 } });
  expect(done.money).toMatchObject([{ file: 1167, gross: 1500, returned: 333, agrees: true }]);
  expect(await left()).toEqual(before);
});
