import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Checkout, Coupon } from '@regulars/contracts';
import pg from 'pg';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { SecondApi } from '../faults/second-api.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { CheckoutTill, limited } from '../support/makers/checkouts.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeCodes } from '../support/makers/coupon-codes.ts';
import { makeCoupon, makeUniqueCoupon } from '../support/makers/coupons.ts';
import { makeReward, makeSaver } from '../support/makers/rewards.ts';
import { asApplication } from '../support/database-url.ts';
import { expectProblem, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'regulars-checkout-kill-'));
const codeKey = 'k'.repeat(43);

let api: TestApp;
let key: string;
/** At the process that lives on. */
let here: CheckoutTill;
/** What the other process did when it was killed. Both worked on one database. */
let left: Awaited<ReturnType<typeof killedAtWork>>;
beforeAll(async () => {
  // The other process has the time of the machine.
  api = await startApp(new Date().toISOString(), { CODE_KEY: codeKey });
  key = await makeKey(api);
  const { code: location } = await makeLocation(api);
  here = new CheckoutTill(api, key, location);
  // The second process knows them from its start.
  const scarce = [await makeScarce(), await makeScarce(), await makeScarce(), await makeScarce()] as const;
  const doomed = await SecondApi.start(asApplication(api.databaseUrl), codeKey, dataDir);
  const there = new CheckoutTill({ ...api, url: doomed.url, http: supertest(doomed.url) }, key, location);
  try {
    left = await killedAtWork(scarce, there, doomed);
  } finally {
    await doomed.kill();
  }
});
afterAll(async () => {
  await api.close();
  rmSync(dataDir, { recursive: true, force: true });
});

interface Scarce {
  readonly limited: Coupon;
  readonly unique: Coupon;
  /** The code that everyone types, once in all; and one for one use. */
  readonly codes: readonly [string, string];
  /** A member with points for the last piece of a reward. */
  readonly more: {
    readonly member: { readonly id: string };
    readonly rewards: readonly [{ readonly id: string }];
  };
}

const makeScarce = async (): Promise<Scarce> => {
  const shared = await makeCoupon(api, limited({ total: 1 }));
  const unique = await makeUniqueCoupon(api);
  const [code = ''] = (await makeCodes(api, key, unique.id, 1)).codes;
  const { id } = await makeReward(api, { points: 100, stock: 1 });
  const { member } = await makeSaver(api, 100);
  const more = { member: { id: member.id }, rewards: [{ id }] } as const;
  return { limited: shared, unique, codes: [shared.code, code], more };
};
/** The stock of the reward; the points of the member, and how many are held. */
const rewardOf = async ({ more: { member, rewards } }: Scarce): Promise<readonly number[]> => {
  const reward = await send(api, 'get', `/rewards/${rewards[0].id}`, { key }).expect(200);
  const points = await send(api, 'get', `/members/${member.id}/points`, { key }).expect(200);
  return [reward.body.stock, points.body.available, points.body.held];
};
const quote = async (till: CheckoutTill, { codes, more }: Scarce): Promise<Checkout> =>
  (await till.quote(till.cart(codes, more)).expect(201)).body;
const reserved = async (till: CheckoutTill, scarce: Scarce): Promise<Checkout> => {
  const told = await quote(till, scarce);
  expect(told.applied).toHaveLength(2);
  expect(told.rewards).toMatchObject([{ applied: true }]);
  return (await till.reserve(told.id).expect(200)).body;
};
const figures = async (...coupons: readonly Coupon[]): Promise<(readonly [number, number])[]> => {
  const found = await Promise.all(
    coupons.map(({ id }) => send(api, 'get', `/coupons/${id}`, { key }).expect(200)),
  );
  return found.map(({ body }) => [body.figures.redeemed, body.figures.held] as const);
};
const purchases = async (): Promise<number> =>
  (await rowsOf<{ count: number }>(api, 'select count(*)::int as count from purchases'))[0]?.count ?? -1;

/** A checkout or a sale with both codes, and what was sent to end it. */
interface Work extends Scarce {
  readonly held: Checkout;
  readonly body: object;
  readonly once: string;
}

/** Three reserve, two of these and a fourth sell: these three have their locks when the process is killed, and have written nothing. */
const killedAtWork = async (
  [one, two, three, four]: readonly [Scarce, Scarce, Scarce, Scarce],
  there: CheckoutTill,
  doomed: SecondApi,
): Promise<Record<'reserved' | 'repeated' | 'lost' | 'inOneCall', Work>> => {
  const begin = async (scarce: Scarce, price: typeof reserved): Promise<Work> => {
    const held = await price(there, scarce);
    return { ...scarce, held, body: there.completion(), once: randomUUID() };
  };
  const works = {
    reserved: await begin(one, reserved),
    repeated: await begin(two, reserved),
    lost: await begin(three, reserved),
    inOneCall: await begin(four, quote),
  };
  const outside = new pg.Client({ connectionString: api.databaseUrl });
  await outside.connect();
  try {
    await outside.query('begin');
    await outside.query('lock table purchases in share mode');
    const sent = [works.repeated, works.lost].map(({ held, body, once }) =>
      there.complete(held.id, body, once),
    );
    const replies = Promise.allSettled([...sent, sellInOneCall(there, works.inOneCall)]);
    const waiting = `select 1 from pg_locks where not granted and relation = 'purchases'::regclass`;
    await vi.waitFor(async () => expect(await rowsOf(api, waiting)).toHaveLength(3), patience);
    await doomed.kill();
    expect((await replies).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    await outside.query('rollback');
    await vi.waitFor(async () => expect(await rowsOf(api, sessionsLeft)).toEqual([]), patience);
  } finally {
    await outside.end();
  }
  return works;
};
const patience = { timeout: 15_000, interval: 10 };
/** What the server still does for the killed process. */
const sessionsLeft = `select 1 from pg_locks l join pg_stat_activity a using (pid)
  where l.relation = 'purchases'::regclass and a.pid <> pg_backend_pid()`;

const sellInOneCall = (till: CheckoutTill, { codes, more, body, once }: Work): supertest.Test =>
  till.quote({ ...till.cart(codes, more), complete: body }).set('idempotency-key', once);

/** Both are refused, each for its own reason; nothing changes. */
const expectHeld = async (scarce: Scarce): Promise<void> => {
  const before = [await purchases(), await figures(scarce.limited, scarce.unique)];
  expect(await rewardOf(scarce)).toEqual([1, 0, 100]);
  const other = { ...scarce.more, member: { id: (await makeSaver(api, 100)).member.id } };
  const { body: gone } = await here.quote(here.cart([], other)).expect(201);
  expect(gone.rewards).toMatchObject([{ problem: 'out-of-stock' }]);
  expect((await quote(here, scarce)).notApplied).toMatchObject([
    {
      problem: 'coupon-used-up',
      place: 0,
      detail: 'Ein anderer Einkauf nutzt gerade den letzten dieser Coupons. Versuche es später noch einmal.',
    },
    {
      problem: 'coupon-held',
      place: 1,
      detail: 'Dieser Code wird gerade bei einem anderen Einkauf eingelöst.',
    },
  ]);
  const [shared, once] = scarce.codes;
  await expectProblem(here.sell(here.cart([shared])), 422, 'coupon-used-up', '/codes/0');
  await expectProblem(here.sell(here.cart([once])), 422, 'coupon-held', '/codes/0');
  expect([await purchases(), await figures(scarce.limited, scarce.unique)]).toEqual(before);
};

/** Twenty tills try; one redeems both. */
const expectOneRedeems = async (scarce: Scarce): Promise<void> => {
  const tries = Array.from({ length: 20 }, () => here.sell(here.cart(scarce.codes, scarce.more)));
  const replies = await Promise.all(tries);
  expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(await rewardOf(scarce)).toEqual([0, 0, 0]);
  expect(await figures(scarce.limited, scarce.unique)).toEqual([
    [1, 0],
    [1, 0],
  ]);
};

const nobodyUsed = (held: number): unknown => [
  [0, held],
  [0, held],
];
const redeemedOnce = [
  [1, 0],
  [1, 0],
];

describe('a process that is killed', () => {
  it('after it reserved keeps a code and the last use of a coupon until the time of the hold, and no longer', async () => {
    const { held, ...scarce } = left.reserved;
    const end = Date.parse(held.expiresAt);
    expect(end - Date.now()).toBeLessThanOrEqual(15 * 60_000);
    for (const before of [14 * 60_000, 1]) {
      api.clock.set(new Date(end - before).toISOString());
      await expectHeld(scarce);
    }
    api.clock.set(held.expiresAt);
    await expectOneRedeems(scarce);
    await expectProblem(here.complete(held.id), 409, 'checkout-expired');
  });

  it('while it completes what is reserved books nothing, and the same key books it once elsewhere', async () => {
    const { held, body, once, ...scarce } = left.repeated;
    api.clock.set(new Date(Date.parse(held.expiresAt) - 60_000).toISOString());
    const before = await purchases();
    expect(await figures(scarce.limited, scarce.unique)).toEqual(nobodyUsed(1));
    await expectHeld(scarce);
    const again = await Promise.all(Array.from({ length: 5 }, () => here.complete(held.id, body, once)));
    const sold = again.find(({ status }) => status === 201);
    expect(sold?.body).toMatchObject({ checkoutId: held.id, total: { gross: held.total.gross } });
    expect((await here.complete(held.id, body, once).expect(201)).body).toEqual(sold?.body);
    expect(await purchases()).toBe(before + 1);
    await expectProblem(here.complete(held.id, body), 409, 'checkout-completed');
    expect(await figures(scarce.limited, scarce.unique)).toEqual(redeemedOnce);
    expect(await rewardOf(scarce)).toEqual([0, 0, 0]);
  });

  it('while it completes what is reserved leaves both free at the time of the hold', async () => {
    const { held, body, once, ...scarce } = left.lost;
    api.clock.set(held.expiresAt);
    expect(await figures(scarce.limited, scarce.unique)).toEqual(nobodyUsed(0));
    expect(await rewardOf(scarce)).toEqual([1, 100, 0]);
    await expectOneRedeems(scarce);
    await expectProblem(here.complete(held.id, body, once), 409, 'checkout-expired');
  });

  it('while it sells in one call holds nothing, and the same key books once elsewhere', async () => {
    const work = left.inOneCall;
    const before = await purchases();
    expect(await figures(work.limited, work.unique)).toEqual(nobodyUsed(0));
    expect(await rewardOf(work)).toEqual([1, 100, 0]);
    const { body: sold } = await sellInOneCall(here, work).expect(201);
    expect((await sellInOneCall(here, work).expect(201)).body).toEqual(sold);
    expect(await purchases()).toBe(before + 1);
    expect(await figures(work.limited, work.unique)).toEqual(redeemedOnce);
    expect(await rewardOf(work)).toEqual([0, 0, 0]);
  });
});
