import { randomUUID } from 'node:crypto';
import { balanceAt, expiring, type Snapshot } from '@regulars/loyalty';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { Points, SettleWalletsJob } from '../../apps/api/src/features/points/index.ts';
import { system } from '../../apps/api/src/platform/actor.ts';
import { madeStatement } from '../../apps/api/src/platform/database/statement.ts';
import { Transactions } from '../../apps/api/src/platform/database/transactions.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeSignedInMember, type SignedInMember } from '../support/makers/members.ts';
import {
  makeAwards,
  makeAwardsOfMany,
  makeMemberWithPoints,
  makeWallet,
  takeBackFrom,
} from '../support/makers/points.ts';
import { makeRule, offer, Till } from '../support/makers/purchases.ts';
import { send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let key: string;
let location: string;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
  location = (await makeLocation(api)).code;
  await makeRule(api);
});
afterAll(async () => {
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  await api.close();
});

const inHours = (hours: number): string => new Date(api.clock.now() + hours * 3_600_000).toISOString();

/** A member with many lots of 3 points that expire in an hour, and 7 points that never expire. */
const makeHoarder = async (lots: number): Promise<SignedInMember> => {
  const hoarder = await makeSignedInMember(api);
  const expiresAt = inHours(1);
  await makeAwards(
    api,
    hoarder.member.id,
    Array.from({ length: lots }, () => ({ points: 3, expiresAt })),
  );
  await makeAwards(api, hoarder.member.id, [{ points: 7, expiresAt: null }]);
  return hoarder;
};

it('5,000 lots that are due at once are read as settled, as short text, and booked by the job in steps', async () => {
  const { member, cookie, email } = await makeHoarder(5000);
  const { id } = member;
  api.clock.advance({ hours: 2 });
  const own = { cookie, origin: api.url };
  const read = await send(api, 'get', `/members/${id}/points`, { key }).expect(200);
  expect(read.body).toMatchObject({ available: 7, expiring: [] });
  const mine = await api.http.get('/api/v1/me/points').set(own).expect(200);
  expect(mine.body).toMatchObject({ available: 7 });
  const home = await api.http.get('/api/v1/me').set(own).expect(200);
  expect(JSON.stringify(home.body)).toContain('"available":7');
  const scanned = await send(api, 'post', '/cards/resolve', {
    key,
    body: { code: member.email ?? email },
  }).expect(200);
  expect(scanned.body).toMatchObject({ balance: { available: 7 } });
  const body = offer(api, location, { member: { id }, lines: [{ amount: 1000 }] });
  const answers = vi.spyOn(api.app.get(Transactions), 'query');
  const preview = await send(api, 'post', '/purchases?dryRun=true', { key, body }).expect(200);
  expect(preview.body.points).toMatchObject({ earned: 10, balance: { available: 17 } });
  const asked = answers.mock.calls.findIndex(([{ name }]) => name === 'purchase-context');
  const context = JSON.stringify(await answers.mock.results[asked]?.value);
  answers.mockRestore();
  expect(context).toContain('"wallets":[{');
  expect(context.length).toBeLessThan(3000);
  const [row] = await rowsOf<{ letters: number }>(
    api,
    `select length(read_balances(array[$1::uuid], $2, true)::text) as letters`,
    [id, inHours(0)],
  );
  expect(row?.letters).toBeLessThan(2000);
  await api.app.get(SettleWalletsJob).settleDue();
  const steps = await rowsOf<{ booked: number }>(
    api,
    `select count(*) as booked from points_transactions where member_id = $1 and kind = 'expire' group by xmin::text`,
    [id],
  );
  expect(steps.map(({ booked }) => booked)).toEqual(Array.from({ length: 10 }, () => 500));
  expect((await send(api, 'get', `/members/${id}/points`, { key }).expect(200)).body).toMatchObject({
    available: 7,
  });
});

it('a purchase books everything that is due', async () => {
  const buyer = await makeHoarder(700);
  api.clock.advance({ hours: 2 });
  const sold = await new Till(api, key, location).sell(buyer.member.id, 1000);
  expect(sold.points).toMatchObject({ earned: 10, balance: { available: 17 } });
});

it('the combined points of one expiry equal their lots at every moment', async () => {
  const ids = [await makeMemberWithPoints(api, 30), await makeWallet(api), await makeWallet(api)];
  const [indebted, mixed, holding] = ids;
  if (!indebted || !mixed || !holding) throw new Error('Three wallets');
  await makeAwards(api, indebted, [{ points: 20, availableAt: inHours(3), expiresAt: inHours(9) }]);
  await takeBackFrom(api, indebted, 40);
  const [past, soon, later, late] = [inHours(-1), inHours(2), inHours(4), inHours(8)];
  for (const id of [mixed, holding])
    for (let round = 0; round < 3; round += 1) {
      await makeAwards(api, id, [
        { points: 5, expiresAt: later },
        { points: 6, expiresAt: late, availableAt: soon },
        { points: 7, expiresAt: null },
        { points: 8, expiresAt: past },
      ]);
      api.clock.advance({ minutes: 1 });
    }
  await send(api, 'post', `/members/${holding}/points/holds`, {
    key,
    body: { points: 9, reason: 'x', minutes: 200 },
  })
    .set('idempotency-key', randomUUID())
    .expect(201);
  const { zone, policy } = await api.app.get(Points).terms();
  const read = async (text: string) => {
    const [row] = await rowsOf<{ wallets: (Snapshot & { memberId: string })[] }>(api, text, [
      ids,
      inHours(100),
    ]);
    return (row?.wallets ?? []).sort((a, b) => ids.indexOf(a.memberId) - ids.indexOf(b.memberId));
  };
  const seen = (wallets: readonly Snapshot[], at: number) =>
    wallets.map((wallet) => {
      const { balances, lots } = balanceAt(wallet, at, { zone, policy });
      return { balances, expiring: expiring(lots, at) };
    });
  const whole = await read(`select read_wallets($1, $2, true, '{}') as wallets`);
  const grouped = await read('select read_balances($1, $2, true) as wallets');
  expect(grouped.map(({ lots }) => lots.length)).toEqual([1, 3, 9]);
  for (let hours = 0; hours < 12; hours += 1) {
    const at = api.clock.now() + hours * 3_600_000;
    expect(seen(grouped, at)).toEqual(seen(whole, at));
  }
});

const spans = fc.integer({ min: -30, max: 100 });
const stories = fc.record({
  awards: fc.array(
    fc.record({ points: fc.integer({ min: 1, max: 40 }), waits: fc.option(spans), lives: fc.option(spans) }),
    { minLength: 1, maxLength: 8 },
  ),
  taken: fc.option(fc.integer({ min: 1, max: 60 }), { freq: 3 }),
  held: fc.option(fc.integer({ min: 1, max: 10 }), { freq: 3 }),
});

const availableOf = async (id: string): Promise<number> => {
  const { body } = await send(api, 'get', `/members/${id}/points`, { key }).expect(200);
  return (body as { available: number }).available;
};

type Story = typeof stories extends fc.Arbitrary<infer Each> ? Each : never;

/** Awards, points that a return takes, and a hold, in the form of the chosen story. */
const makeSaver = async (story: Story): Promise<string> => {
  const id = await makeWallet(api);
  await makeAwards(
    api,
    id,
    story.awards.map(({ points, waits, lives }) => ({
      points,
      expiresAt: lives === null ? null : inHours((waits ?? 0) + lives),
      ...(waits === null ? {} : { availableAt: inHours(waits) }),
    })),
  );
  if (story.taken !== null) await takeBackFrom(api, id, story.taken);
  if (story.held !== null && story.held <= (await availableOf(id)))
    await send(api, 'post', `/members/${id}/points/holds`, {
      key,
      body: { points: story.held, reason: 'x', minutes: 90 },
    })
      .set('idempotency-key', randomUUID())
      .expect(201);
  return id;
};

/** What was booked at this moment, as SQL finds it; without the ids of the postings, which nobody can foresee. */
const bookedText = `
  select w.available::int, w.pending::int, w.held::int, w.debt::int, w.version::int, milliseconds(w.next_due_at) as due,
    (select json_agg(json_build_array(p.kind, milliseconds(p.effective_at), p.cause->>'kind', p.cause->>'lotId', p.cause->>'holdId', p.actor_kind, (
         select json_agg(json_build_array(j.from_account, j.to_account, j.amount, milliseconds(j.effective_at)) order by j.id)
         from journal j where j.member_id = p.member_id and j.transaction_id = p.id), (
         select json_agg(json_build_array(t.lot_id, t.points) order by t.lot_id)
         from takings t where t.member_id = p.member_id and t.transaction_id = p.id), (
         select json_agg(json_build_array(e.name, e.data->'points', e.origin)) from events e
         where e.member_id = p.member_id and e.data->>'transactionId' = p.id::text and e.at = $2)
       ) order by p.id)
     from points_transactions p where p.member_id = w.member_id and p.booked_at = $2) as postings,
    (select json_agg(json_build_array(l.id, l.remaining, l.expired, l.released, milliseconds(l.expires_at)) order by l.id)
     from lots l where l.member_id = w.member_id) as lots
  from wallets w where w.member_id = any($1) order by array_position($1, w.member_id)`;

it('SQL settles many wallets as loyalty settles each', async () => {
  const ids: string[] = [];
  for (const story of fc.sample(stories, 40)) ids.push(await makeSaver(story));
  api.clock.advance({ hours: 50 });
  const booked = () => rowsOf<{ postings: unknown[][] | null }>(api, bookedText, [ids, inHours(0)]);
  const points = api.app.get(Points);
  // By loyalty, in a transaction that does not last.
  const undone = new Error('only to look');
  let alone: unknown;
  await api.app
    .get(Transactions)
    .run(async () => {
      const wallets = await points.open(ids, { lots: 'all' });
      await points.apply(points.document(wallets, { actor: system }));
      alone = await api.app.get(Transactions).query(madeStatement(bookedText), [ids, inHours(0)]);
      throw undone;
    })
    .catch((error: unknown) => {
      if (error !== undone) throw error;
    });
  const opened = vi.spyOn(points, 'open');
  await api.app.get(SettleWalletsJob).settleDue();
  const byLoyalty = opened.mock.calls.flatMap(([some]) => some);
  opened.mockRestore();
  const together = await booked();
  expect(together).toEqual(alone);
  const kinds = together.flatMap(({ postings }) => (postings ?? []).map(([kind]) => kind));
  expect(new Set(kinds)).toEqual(new Set(['release', 'expire', 'repay', 'hold-timeout']));
  const settled = together.filter(({ postings }) => postings !== null).length;
  expect(byLoyalty.length).toBeGreaterThan(0);
  expect(byLoyalty.length).toBeLessThan(settled / 2 + 20);
});

it('a run that is killed loses one page, and the next run books it once', async () => {
  const ids = Array.from({ length: 510 }, () => randomUUID());
  const points = api.app.get(Points);
  await points.createWallets(ids);
  await makeAwardsOfMany(api, ids, () => [{ points: 3, expiresAt: inHours(1) }]);
  api.clock.advance({ hours: 2 });
  const settleNext = points.settleNext.bind(points);
  const killed = vi
    .spyOn(points, 'settleNext')
    .mockImplementationOnce(settleNext)
    .mockImplementationOnce(async (...page) => {
      await settleNext(...page);
      throw new Error('killed');
    });
  const job = api.app.get(SettleWalletsJob);
  await expect(job.settleDue()).rejects.toThrow('killed');
  killed.mockRestore();
  const booked = async (): Promise<number[]> =>
    (
      await rowsOf<{ postings: number }>(
        api,
        `select (select count(*) from points_transactions p where p.member_id = w.member_id and p.kind = 'expire') as postings
         from wallets w where w.member_id = any($1)`,
        [ids],
      )
    ).map(({ postings }) => postings);
  expect(new Set(await booked())).toEqual(new Set([0, 1]));
  expect(await job.settleDue()).toBeGreaterThan(0);
  expect(new Set(await booked())).toEqual(new Set([1]));
});
