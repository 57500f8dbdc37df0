import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MemberFacts, RebuildMemberFactsJob } from '../../apps/api/src/features/facts/index.ts';
import { Members } from '../../apps/api/src/features/members/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { makeRule, makeTier, Till } from '../support/makers/purchases.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let shop: { id: string; code: string };
let corner: { id: string; code: string };
let tierId: string;
beforeAll(async () => {
  api = await startApp();
  const key = await makeKey(api);
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
const rebuild = (): Promise<void> => api.app.get(RebuildMemberFactsJob).rebuild();
const differences = () => api.app.get(MemberFacts).differences();

describe('the facts of a member', () => {
  it('are empty from the joining on', async () => {
    const { id } = await makeMember(api);
    expect(await factsOf(id)).toMatchObject({ purchases: 0, spend: 0, visits: 0, points: 0, tier_id: null });
  });

  it('tell what was bought and not brought back', async () => {
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
      // A day each: the newer one.
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

describe('the rebuild', () => {
  it('makes the facts of all members, and is done once', async () => {
    await api.app.get(Members).createMany(
      Array.from({ length: 1200 }, () => ({ language: 'de' as const })),
      'import',
    );
    await rowsOf(api, 'delete from member_facts');
    const job = api.app.get(RebuildMemberFactsJob);
    await job.run();
    // It was done with these sources already.
    expect(await rowsOf(api, 'select count(*)::int as n from member_facts')).toEqual([{ n: 0 }]);
    await job.rebuild();
    const [members] = await rowsOf<{ n: number }>(api, 'select count(*)::int as n from members');
    expect(await job.progress()).toMatchObject({ done: members?.n, total: members?.n, finished: true });
    expect(await differences()).toEqual([]);
  });

  it('goes on where it was stopped', async () => {
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

  it('is done again when the calendar of the club changes', async () => {
    const before = await api.app.get(MemberFacts).definition();
    await rowsOf(api, `update member_facts_rebuild set definition = 'an older one'`);
    await rowsOf(api, 'update member_facts set visits = 99');
    await api.app.get(RebuildMemberFactsJob).run();
    expect(await differences()).toEqual([]);
    expect(before).toContain('Europe/Vienna');
  });
});

describe('the check', () => {
  it('names the first difference', async () => {
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
