import { randomUUID } from 'node:crypto';
import {
  adjustPoints,
  claimPurchase,
  getClub,
  getExport,
  getMemberPoints,
  holdPoints,
  listAuditEntries,
  recordPurchase,
  redeemPoints,
  startExport,
} from '@regulars/contracts';
import { ApiProblem, type RegularsClient } from '@regulars/client';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  ClubLogo,
  ClubSettings,
  ExchangeRates,
  Locations,
  Remembered,
} from '../../apps/api/src/features/club/index.ts';
import { ClubChanges } from '../../apps/api/src/features/club/club-changes.ts';
import { LiveRules } from '../../apps/api/src/features/earning/index.ts';
import { Tiers } from '../../apps/api/src/features/tiers/index.ts';
import { Transactions } from '../../apps/api/src/platform/database/transactions.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { makeStaff } from '../support/makers.ts';
import { makeMember, makeSignedInMember } from '../support/makers/members.ts';
import { makeAwards } from '../support/makers/points.ts';
import { offer } from '../support/makers/purchases.ts';
import { openShop, type Shop } from '../support/shop.ts';

/** Milliseconds after which a request stops waiting for a connection. */
const untilGivenUp = 5000;

let api: TestApp;
let shop: Shop;
beforeAll(async () => {
  api = await startApp(undefined, { DATABASE_POOL: '2' });
  shop = await openShop(api);
});
afterAll(async () => {
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  await api.close();
});

interface Answered {
  readonly outcome: string;
  readonly milliseconds: number;
}

const timed = async (call: Promise<unknown>): Promise<Answered> => {
  const begun = performance.now();
  const outcome = await call.then(
    () => 'done',
    (error: unknown) => (error instanceof ApiProblem ? error.code : String(error)),
  );
  return { outcome, milliseconds: performance.now() - begun };
};

/** Resolves after all current waiters had their turn. */
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const slowest = (answered: readonly Answered[]): number =>
  Math.max(...answered.map(({ milliseconds }) => milliseconds));

const buyer = async (points: number): Promise<string> => {
  const { id } = await makeMember(api);
  await makeAwards(api, id, [{ points, expiresAt: null }]);
  return id;
};

/** Staff who own the card. */
const makeOwnCard = async (): Promise<{ memberId: string; staff: RegularsClient }> => {
  const memberId = await buyer(1000);
  return { memberId, staff: api.client(await makeStaff(api, ['manager'], { memberId })) };
};

it('a pool of two connections answers 40 calls at once, including claims and posts to one’s own card, within 2 seconds each', async () => {
  const { memberId: own, staff } = await makeOwnCard();
  const guesser = api.client(await makeSignedInMember(api));
  const id = await buyer(1000);
  const { till, location } = shop;
  const today = new Date(api.clock.now()).toISOString().slice(0, 10);
  const calls = Array.from({ length: 5 }, (_, index) => [
    () => staff.call(redeemPoints, { params: { id: own }, body: { points: 1, reason: 'for me' } }),
    () => staff.call(recordPurchase, { body: offer(api, location.code, { member: { id: own } }) }),
    () => staff.call(adjustPoints, { params: { id: own }, body: { points: 1, reason: 'for me' } }),
    () =>
      guesser.call(claimPurchase, {
        body: { location: location.code, number: `guess-${index}`, date: today, total: 100 },
      }),
    () => till.call(recordPurchase, { body: offer(api, location.code, { member: { id } }) }),
    () => till.call(redeemPoints, { params: { id }, body: { points: 10, reason: 'Fest' } }),
    () => till.call(holdPoints, { params: { id }, body: { points: 10, reason: 'Fest', minutes: 5 } }),
    () => till.call(getMemberPoints, { params: { id } }),
  ]).flat();
  const answered = await Promise.all(calls.map((call) => timed(call())));
  expect(slowest(answered)).toBeLessThan(untilGivenUp);
  const outcomes = Array.from(
    { length: 8 },
    (_, kind) => new Set(answered.filter((_, index) => index % 8 === kind).map(({ outcome }) => outcome)),
  );
  expect(outcomes.map((some) => [...some])).toEqual([
    ['self-earning-refused'],
    ['self-earning-refused'],
    ['self-earning-refused'],
    ['claim-refused'],
    ['done'],
    ['done'],
    ['done'],
    ['done'],
  ]);
  const audit = api.client(await makeStaff(api, ['admin']));
  const { data } = await audit.call(listAuditEntries, {
    query: { action: 'self-earning.refused', limit: 50 },
  });
  expect(data).toHaveLength(15);
  expect(await till.call(getMemberPoints, { params: { id: own } })).toMatchObject({ available: 1000 });
});

it('an export reads outside the pool, and the till continues', async () => {
  const manager = api.client(await makeStaff(api, ['admin']));
  const { id } = await manager.call(startExport, { body: { kind: 'journal', format: 'csv' } });
  const memberId = await buyer(10);
  const sold = await Promise.all(
    Array.from({ length: 10 }, () =>
      timed(
        shop.till.call(recordPurchase, {
          body: offer(api, shop.location.code, { member: { id: memberId } }),
        }),
      ),
    ),
  );
  expect(new Set(sold.map(({ outcome }) => outcome))).toEqual(new Set(['done']));
  await vi.waitFor(async () => {
    expect(await manager.call(getExport, { params: { id } })).toMatchObject({ state: 'done' });
  }, 10_000);
});

it('a transaction refuses a second connection of the pool', async () => {
  const transactions = api.app.get(Transactions);
  const nested = transactions.run(() => transactions.onOwnConnection(async () => randomUUID()));
  await expect(nested).rejects.toThrow('a second connection');
  const meanwhile = transactions.run(() => transactions.onPool(async () => randomUUID()));
  await expect(meanwhile).rejects.toThrow('a second connection');
});

describe('a cache', () => {
  const at = (): number => api.clock.now();
  const forgetAll = async (): Promise<void> => {
    api.app.get(Tiers).forget();
    const data = { ruleId: randomUUID(), version: 1, at: new Date(at()).toISOString() };
    const paused = { name: 'earning-rule.paused', memberId: null, data } as const;
    await api.app.get(Transactions).run(() => api.app.get(LiveRules).announce(paused));
    await api.app.get(Transactions).run(() => api.app.get(ClubChanges).announce('settings'));
  };

  it.each<[string, () => Promise<unknown>]>([
    ['the club', () => api.app.get(ClubSettings).current()],
    ['the locations', () => api.app.get(Locations).all()],
    ['the rates', () => api.app.get(ExchangeRates).reportingAmount({ gross: 1, currency: 'EUR', at: at() })],
    ['the rules', () => api.app.get(LiveRules).timeline()],
    ['the ladder', () => api.app.get(Tiers).ladder()],
    ['the logo', () => api.app.get(ClubLogo).show()],
  ])('%s: no transaction waits for a load that waits for a connection', async (_, read) => {
    await forgetAll();
    const transactions = api.app.get(Transactions);
    const bothHeld = Promise.withResolvers<undefined>();
    let held = 0;
    const outside = Promise.withResolvers<Answered>();
    const within = () =>
      transactions.run(async () => {
        await transactions.query({ name: '', text: 'select 1' });
        held += 1;
        if (held === 2) {
          bothHeld.resolve(undefined);
          await nextTurn();
        } else await bothHeld.promise.then(nextTurn);
        return timed(read());
      });
    const inside = [within(), within()];
    await bothHeld.promise;
    void timed(read()).then(outside.resolve);
    const answered = await Promise.all([...inside, outside.promise]);
    expect(slowest(answered)).toBeLessThan(untilGivenUp);
    expect(new Set(answered.map(({ outcome }) => outcome)).size).toBe(1);
  });

  it('is filled by ten sales and a look at the club at once, after it was cleared', async () => {
    const memberId = await buyer(10);
    const { till, location } = shop;
    await forgetAll();
    const answered = await Promise.all([
      timed(till.call(getClub, {})),
      ...Array.from({ length: 10 }, () =>
        timed(till.call(recordPurchase, { body: offer(api, location.code, { member: { id: memberId } }) })),
      ),
    ]);
    expect(new Set(answered.map(({ outcome }) => outcome))).toEqual(new Set(['done']));
    expect(slowest(answered)).toBeLessThan(untilGivenUp);
  });

  it('drops a value that was cleared during its load', async () => {
    const loads: PromiseWithResolvers<string>[] = [];
    const remembered = new Remembered(api.app.get(Transactions), () => {
      const load = Promise.withResolvers<string>();
      loads.push(load);
      return load.promise;
    });
    const before = remembered.get();
    const shared = remembered.get();
    expect(loads).toHaveLength(1);
    remembered.forget();
    const after = remembered.get();
    loads[1]?.resolve('new');
    expect(await after).toBe('new');
    loads[0]?.resolve('old');
    expect(await Promise.all([before, shared])).toEqual(['old', 'old']);
    expect(await remembered.get()).toBe('new');
    expect(loads).toHaveLength(2);
  });
});
