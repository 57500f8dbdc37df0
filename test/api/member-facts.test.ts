import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import pg from 'pg';
import { MemberFacts, RebuildMemberFactsJob } from '../../apps/api/src/features/facts/index.ts';
import { DueFacts } from '../../apps/api/src/features/facts/due-facts.ts';
import { Members, Roster } from '../../apps/api/src/features/members/index.ts';
import { SettleWalletsJob } from '../../apps/api/src/features/points/index.ts';
import { BulkPurchases, UndonePurchases } from '../../apps/api/src/features/purchases/index.ts';
import { system } from '../../apps/api/src/platform/actor.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { factDifferences, factsUpToDate, rebuildFacts } from '../support/facts.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember, makeSignedInMember } from '../support/makers/members.ts';
import { makeCommunity } from '../support/makers/communities.ts';
import { makeAwards } from '../support/makers/points.ts';
import { changeClub, makeRule, makeTier, Till } from '../support/makers/purchases.ts';
import { joinNew, makePost } from '../support/makers/posts.ts';
import { makeReward } from '../support/makers/rewards.ts';
import { send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let key: string;
let shop: { id: string; code: string };
let corner: { id: string; code: string };
let tierId: string;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
  shop = await makeLocation(api);
  corner = await makeLocation(api);
  till = { shop: new Till(api, key, shop.code), corner: new Till(api, key, corner.code) };
  await makeRule(api);
  tierId = (await makeTier(api, { threshold: 60 })).id;
});
afterAll(() => api.close());

let till: { shop: Till; corner: Till };
const factsOf = async (memberId: string): Promise<Record<string, unknown>> => {
  const [row] = await rowsOf(api, 'select * from member_facts where member_id = $1', [memberId]);
  return row ?? {};
};
const rebuild = (): Promise<void> => rebuildFacts(api);
const differences = () => factDifferences(api);

describe('the facts of a member', () => {
  it('are empty after joining', async () => {
    const { id } = await makeMember(api);
    expect(await factsOf(id)).toMatchObject({ purchases: 0, spend: 0, visits: 0, points: 0, tier_id: null });
  });

  it('count purchases minus returns', async () => {
    const { id } = await makeMember(api);
    api.clock.set('2026-11-22T22:30:00Z');
    const first = await till.shop.sell(id, 3000);
    // The next day in Vienna.
    api.clock.set('2026-11-22T23:30:00Z');
    await till.corner.sell(id, 2500);
    const gone = await till.corner.sell(id, { lines: [{ amount: 9900, quantity: 1 }] });
    await till.corner.takeBack(gone.id, [{ line: 0, quantity: 1 }]);
    api.clock.set('2026-11-23T10:00:00Z');
    await till.corner.sell(id, 1000);
    await rebuild();
    expect(await factsOf(id)).toMatchObject({
      purchases: 3,
      first_purchase_at: new Date('2026-11-22T22:30:00Z'),
      last_purchase_at: new Date('2026-11-23T10:00:00Z'),
      visits: 2,
      // One day each: the newer one wins.
      home_location_id: corner.id,
      points: 65,
      tier_id: tierId,
    });
    await till.shop.takeBack(first.id, [{ line: 0, quantity: 1 }]);
    await rebuild();
    expect(await factsOf(id)).toMatchObject({
      purchases: 2,
      first_purchase_at: new Date('2026-11-22T23:30:00Z'),
      visits: 1,
      points: 35,
    });
  });
});

describe('the facts follow', () => {
  /** Only the subscription updates them. */
  const followed = async (memberId: string): Promise<Record<string, unknown>> => {
    await factsUpToDate(api);
    return factsOf(memberId);
  };

  it('purchases, returns, redemptions, claims, tiers', async () => {
    const {
      member: { id },
      cookie,
    } = await makeSignedInMember(api);
    const bought = await till.shop.sell(id, 7000);
    expect(await followed(id)).toMatchObject({ purchases: 1, spend: 7000, points: 70, tier_id: tierId });
    await till.shop.takeBack(bought.id, [{ line: 0, quantity: 1 }]);
    expect(await followed(id)).toMatchObject({
      purchases: 0,
      spend: 0,
      visits: 0,
      points: 0,
      home_location_id: null,
    });
    await makeAwards(api, id, [{ points: 40, expiresAt: null }]);
    expect(await followed(id)).toMatchObject({ purchases: 0, points: 40 });
    const unclaimed = await till.corner.sell(null, { lines: [{ amount: 1500 }] });
    const at = new Date(api.clock.now()).toISOString().slice(0, 10);
    const receipt = unclaimed.receipt ?? { location: '', number: '' };
    await send(api, 'post', '/purchases/claims', {
      cookie,
      body: {
        location: receipt.location,
        number: receipt.number,
        date: at,
        total: 1500,
      },
    })
      .set('idempotency-key', randomUUID())
      .expect(201);
    expect(await followed(id)).toMatchObject({ purchases: 1, spend: 1500, home_location_id: corner.id });
  });

  it('changes by time, once they are booked', async () => {
    const { id } = await makeMember(api);
    const soon = new Date(api.clock.now() + 86_400_000).toISOString();
    await makeAwards(api, id, [{ points: 30, expiresAt: soon }]);
    expect(await followed(id)).toMatchObject({ points: 30, due_at: new Date(soon) });
    api.clock.advance({ days: 2 });
    await api.app.get(SettleWalletsJob).settleDue();
    expect(await followed(id)).toMatchObject({ points: 0, due_at: null });
  });

  it('only in what an event can change', async () => {
    const { id } = await makeMember(api);
    await till.shop.sell(id, 1000);
    await followed(id);
    await rowsOf(api, 'update member_facts set visits = 7 where member_id = $1', [id]);
    await makeAwards(api, id, [{ points: 5, expiresAt: null }]);
    await expect.poll(() => factsOf(id)).toMatchObject({ points: 15, visits: 7 });
    await till.shop.sell(id, 1000);
    expect(await followed(id)).toMatchObject({ purchases: 2, points: 25, visits: 1 });
  });

  it('what the database notes: rewards and their return, communities, posts', async () => {
    const reward = await makeReward(api);
    const community = await makeCommunity(api);
    const { member, cookie } = await joinNew(api, community.id);
    await makeAwards(api, member.id, [{ points: 150, expiresAt: null }]);
    const asOnce = (path: string) =>
      send(api, 'post', path, { cookie, body: {} }).set('idempotency-key', randomUUID()).expect(201);
    const { body: redemption } = await asOnce(`/rewards/${reward.id}/redemptions`);
    await makePost(api, community.id, { cookie });
    expect(await followed(member.id)).toMatchObject({
      rewards: 1,
      last_reward_at: expect.any(Date),
      points_earned: 150,
      points_redeemed: 100,
      communities: 1,
      posts: 1,
    });
    await asOnce(`/redemptions/${redemption.id}/cancel`);
    expect(await followed(member.id)).toMatchObject({ rewards: 0, last_reward_at: null, points_redeemed: 0 });
  });

  it('an import and its undoing', async () => {
    const { id } = await makeMember(api);
    const results = await api.app.get(BulkPurchases).recordMany(
      [9000, 100].map((amount, day) => ({
        receipt: { location: shop.code, number: randomUUID() },
        purchasedAt: `2026-10-0${day + 1}T10:00:00Z`,
        member: { id },
        currency: 'EUR',
        lines: [{ amount }],
      })),
      { origin: 'import', points: 'none' },
    );
    expect(await followed(id)).toMatchObject({ purchases: 2, visits: 2, spend: 9100, points: 0 });
    const ids = results.flatMap((result) => ('recorded' in result ? result.recorded.purchaseId : []));
    await api.app.get(UndonePurchases).undoMany(system, ids, 'undone');
    expect(await followed(id)).toMatchObject({ purchases: 0, visits: 0, spend: 0, last_purchase_at: null });
  });

  it('a removal, which deletes the row, and a closing, which keeps it', async () => {
    const [gone, kept] = [(await makeMember(api)).id, (await makeMember(api)).id];
    expect(await api.app.get(Roster).removeMany([gone])).toEqual([gone]);
    await till.shop.sell(kept, 500);
    await send(api, 'post', `/members/${kept}/close`, { key, body: { reason: 'asked' } });
    expect(await followed(kept)).toMatchObject({ purchases: 1 });
    expect(await rowsOf(api, 'select from member_facts where member_id = $1', [gone])).toEqual([]);
  });

  it('a change of the club’s calendar', async () => {
    const { id } = await makeMember(api);
    for (const purchasedAt of ['2026-11-20T21:30:00Z', '2026-11-20T23:30:00Z'])
      await till.shop.sell(id, { purchasedAt, lines: [{ amount: 100 }] });
    expect(await followed(id)).toMatchObject({ visits: 2 });
    await changeClub(api, { timeZone: 'UTC' });
    expect(await followed(id)).toMatchObject({ visits: 1 });
    await changeClub(api, { timeZone: 'Europe/Vienna' });
    await factsUpToDate(api);
  });
});

describe('the rebuild of facts', () => {
  beforeAll(async () => {
    await api.app.get(Members).createMany(
      Array.from({ length: 1200 }, () => ({ language: 'de' as const })),
      'import',
    );
    await rebuild();
  });

  it('writes the facts of all members, once', async () => {
    await rowsOf(api, 'delete from member_facts');
    const job = api.app.get(RebuildMemberFactsJob);
    await job.run();
    // The facts were already made from these sources.
    expect(await rowsOf(api, 'select count(*)::int as n from member_facts')).toEqual([{ n: 0 }]);
    await rebuild();
    const [members] = await rowsOf<{ n: number }>(api, 'select count(*)::int as n from members');
    const progress = 'select done, total, finished_at is not null as finished from member_facts_rebuild';
    expect(await rowsOf(api, progress)).toEqual([{ done: members?.n, total: members?.n, finished: true }]);
    expect(await differences()).toEqual([]);
  });

  it('continues after a stop', async () => {
    await rowsOf(api, 'update member_facts set points = points + 1');
    const [half] = await rowsOf<{ id: string; before: number }>(
      api,
      'select id, row_number() over (order by id)::int as before from members order by id offset 700 limit 1',
    );
    await rowsOf(api, 'update member_facts_rebuild set finished_at = null, after_member = $1, done = $2', [
      half?.id,
      half?.before,
    ]);
    await Promise.all([api.app.get(RebuildMemberFactsJob).run(), api.app.get(RebuildMemberFactsJob).run()]);
    const wrong = await differences();
    expect(wrong).toHaveLength(half?.before ?? -1);
    await rebuild();
    expect(await differences()).toEqual([]);
  });

  it('runs again when the calendar of the club changes', async () => {
    const before = await api.app.get(MemberFacts).definition();
    await rowsOf(api, `update member_facts_rebuild set definition = 'an older one'`);
    await rowsOf(api, 'update member_facts set visits = 99');
    await api.app.get(RebuildMemberFactsJob).run();
    expect(await differences()).toEqual([]);
    expect(before).toContain('Europe/Vienna');
  });
});

describe('the check of facts', () => {
  it('reports the first difference', async () => {
    const { id } = await makeMember(api);
    await till.shop.sell(id, 1200);
    await rebuild();
    await rowsOf(api, 'update member_facts set visits = 7, points = 99 where member_id = $1', [id]);
    expect(await differences()).toEqual([{ member_id: id, column: 'visits', stored: '7', right: '1' }]);
    await rowsOf(api, 'delete from member_facts where member_id = $1', [id]);
    expect(await differences()).toMatchObject([
      { member_id: id, column: 'purchases', stored: null, right: '1' },
    ]);
    await rebuild();
    expect(await differences()).toEqual([]);
  });
});

// A transaction that takes notes may hold other rows. If it waited here, two of them could wait for each other.
it('what is due is taken without waiting for a row that is locked, and later for that one', async () => {
  const [{ id: held }, { id: free }] = [await makeMember(api), await makeMember(api)];
  const due = async (): Promise<string[]> =>
    (await rowsOf<{ member_id: string }>(api, 'select member_id from due_facts order by 1')).map(
      ({ member_id }) => member_id,
    );
  await api.app.get(DueFacts).takeAll();
  const note = `insert into due_facts values ('${held}', 'posts'), ('${free}', 'posts'), ('${randomUUID()}', 'posts')`;
  await rowsOf(api, note);
  const other = new pg.Client({ connectionString: api.databaseUrl });
  await other.connect();
  await other.query('begin');
  await other.query('select 1 from member_facts where member_id = $1 for update', [held]);
  await api.app.get(DueFacts).takeAll();
  expect(await due()).toEqual([held]);
  await other.query('rollback');
  await other.end();
  await api.app.get(DueFacts).takeAll();
  expect(await due()).toEqual([]);
});
