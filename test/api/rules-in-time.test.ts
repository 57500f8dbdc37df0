import type { Location, PurchaseReceipt } from '@regulars/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EarningRulesService, RulePublishing } from '../../apps/api/src/features/earning/index.ts';
import { system } from '../../apps/api/src/platform/actor.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { Importing, type Settings } from '../support/makers/imports.ts';
import { makeMember, makeSignedInMember } from '../support/makers/members.ts';
import { countBooks, makeRule, offer, perMoney, Till } from '../support/makers/purchases.ts';

let api: TestApp;
let vienna: Location;
let till: Till;
let key: string;
let rules: EarningRulesService;
let publishing: RulePublishing;
const today = '2026-11-22T09:00:00Z';

beforeAll(async () => {
  api = await startApp(today);
  vienna = await makeLocation(api);
  key = await makeKey(api);
  till = new Till(api, key, vienna.code);
  rules = api.app.get(EarningRulesService);
  publishing = api.app.get(RulePublishing);
});
afterAll(() => api.close());

let ruleId: string;
beforeEach(async () => {
  api.clock.set(today);
  // The rule of the previous test is removed.
  if (ruleId) await publishing.pause(system, ruleId, { at: '2000-01-01T00:00:00Z' });
  ruleId = (await makeRule(api)).id;
});

/** Creates the next version of the rule with this number of points per euro. */
const edit = async (points: number): Promise<void> => {
  const { version } = await rules.byId(ruleId);
  await rules.change(system, ruleId, { effect: perMoney(points, 100) }, version);
};
const republish = async (points: number, from?: string): Promise<void> => {
  await edit(points);
  await publishing.publish(system, ruleId, from === undefined ? {} : { from });
};
const memberId = async () => (await makeMember(api)).id;
/** The points of ten euros paid at that moment. */
const earnedAt = async (purchasedAt: string): Promise<number | undefined> => {
  const receipt = await till.sell(await memberId(), { purchasedAt, lines: [{ amount: 1000 }] });
  return receipt.points?.earned;
};
const preview = async (purchasedAt: string): Promise<PurchaseReceipt> => {
  const { body } = await api.http
    .post('/api/v1/purchases?dryRun=true')
    .set('authorization', `Bearer ${key}`)
    .send(
      offer(api, vienna.code, { purchasedAt, member: { id: await memberId() }, lines: [{ amount: 1000 }] }),
    )
    .expect(200);
  return body;
};

describe('a late receipt', () => {
  it('earns by the rule at its time, not by later edits', async () => {
    api.clock.set('2026-11-25T09:00:00Z');
    await republish(3);
    expect(await earnedAt('2026-11-25T08:59:59Z')).toBe(10);
    expect(await earnedAt('2026-11-25T09:00:00Z')).toBe(30);
    const late = await till.sell(await memberId(), { purchasedAt: '2026-11-24T09:00:00Z' });
    expect(late.explanation).toMatchObject([{ rule: { id: ruleId, version: 1 }, points: 47 }]);
  });

  it('earns nothing in a pause, and by the last publication where versions overlap', async () => {
    await publishing.pause(system, ruleId, { at: '2026-10-01T00:00:00Z' });
    await publishing.publish(system, ruleId, { from: '2026-11-01T00:00:00Z' });
    await republish(2, '2026-11-10T00:00:00Z');
    await republish(3, '2026-11-05T00:00:00Z');
    const moments = ['2026-09-30', '2026-10-15', '2026-11-01', '2026-11-05', '2026-11-12'];
    const earned = [];
    for (const day of moments) earned.push(await earnedAt(`${day}T12:00:00Z`));
    expect(earned).toEqual([10, 0, 10, 30, 30]);
  });

  it('earns by an expired rule that was published for its past', async () => {
    const { id } = await makeRule(api, {
      effect: perMoney(9, 100),
      validFrom: '2026-06-01T00:00:00Z',
      validUntil: '2026-07-01T00:00:00Z',
    });
    const around = ['2026-05-31T23:59:59Z', '2026-06-01T00:00:00Z', '2026-07-01T00:00:00Z'];
    const earned = [];
    for (const moment of around) earned.push(await earnedAt(moment));
    expect(earned).toEqual([10, 100, 10]);
    await publishing.pause(system, id, { at: '2000-01-01T00:00:00Z' });
  });

  it('gets a preview by the rules at its time, with the same result', async () => {
    api.clock.set('2026-11-26T09:00:00Z');
    await republish(4);
    const moments = ['2026-11-26T08:59:59Z', '2026-11-26T09:00:00Z'];
    const previews = [];
    for (const moment of moments) previews.push((await preview(moment)).explanation);
    expect(previews).toMatchObject([
      [{ rule: { version: 1 }, points: 10 }],
      [{ rule: { version: 2 }, points: 40 }],
    ]);
  });
});

describe('a publication into the past', () => {
  it('does not change counted purchases: a return takes back the granted points', async () => {
    const member = await memberId();
    const { id } = await till.sell(member, {
      purchasedAt: '2026-11-10T12:00:00Z',
      lines: [{ amount: 1000 }],
    });
    await edit(5);
    const before = await countBooks(api);
    await publishing.publish(system, ruleId, { from: '2026-11-01T00:00:00Z' });
    // Only the event of the publication was written.
    expect(await countBooks(api)).toEqual({ ...before, events: Number(before.events) + 1 });
    expect(await earnedAt('2026-11-10T12:00:00Z')).toBe(50);
    const back = await till.takeBack(id, [{ line: 0, quantity: 1 }]);
    expect(back.points).toMatchObject({ takenBack: 10, balance: { available: 0, debt: 0 } });
  });

  it('does not change stored versions of claims', async () => {
    const number = 'R-forgotten';
    await till.sell(null, { receipt: { location: vienna.code, number }, lines: [{ amount: 1000 }] });
    await republish(7, '2026-01-01T00:00:00Z');
    const member = await makeSignedInMember(api);
    const { body } = await api.http
      .post('/api/v1/purchases/claims')
      .set({ cookie: member.cookie, origin: api.url, 'idempotency-key': number })
      .send({ location: vienna.code, number, date: '2026-11-22', total: 1000 })
      .expect(201);
    expect(body.points).toMatchObject({ earned: 10 });
  });
});

it("an import of last year's receipts earns by last year's rules", async () => {
  await republish(2, '2026-01-01T00:00:00Z');
  await republish(3, '2026-07-01T00:00:00Z');
  const externalId = 'C-1';
  const { id } = await makeMember(api, { externalId });
  const settings: Settings = {
    kind: 'purchases',
    mapping: {
      columns: { receipt: 'bon', location: 'shop', purchasedAt: 'at', externalId: 'id', amount: 'sum' },
    },
    options: { timeZone: 'Europe/Vienna' },
  };
  const moments = ['2025-03-01', '2025-12-31', '2026-01-01', '2026-06-30', '2026-07-01', '2026-11-01'];
  const lines = moments.map((day, index) => `L-${index},${vienna.code},${day} 12:00,${externalId},10.00`);
  const done = await new Importing(api, key).run(settings, ['bon,shop,at,id,sum', ...lines, ''].join('\n'));
  expect(done).toMatchObject({ state: 'done' });
  const { body } = await api.http
    .get(`/api/v1/purchases?member=${id}`)
    .set('authorization', `Bearer ${key}`)
    .expect(200);
  const earned = (body.data as { purchasedAt: string; earned: number }[])
    .toSorted((one, other) => one.purchasedAt.localeCompare(other.purchasedAt))
    .map((purchase) => purchase.earned);
  expect(earned).toEqual([10, 10, 20, 20, 30, 30]);
});
