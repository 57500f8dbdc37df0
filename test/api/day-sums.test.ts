import { recordPurchase, returnPurchase, reverseReturn, updateClub } from '@regulars/contracts';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClubSettings, DaySums } from '../../apps/api/src/features/club/index.ts';
import { PurchaseFigures } from '../../apps/api/src/features/purchases/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { rowsOf } from '../support/rows.ts';
import { PointsFigures } from '../../apps/api/src/features/points/index.ts';
import { memberDaysCheck } from '../../apps/api/src/features/members/member-days-check.ts';
import { MemberFigures } from '../../apps/api/src/features/members/index.ts';
import { pointsDaysCheck } from '../../apps/api/src/features/points/points-days-check.ts';
import { salesDaysChecks } from '../../apps/api/src/features/purchases/sales-days-check.ts';
import { openShop, type Shop } from '../support/shop.ts';

let api: TestApp;
let shop: Shop;
let places: { id: string; code: string }[];
let members: (string | undefined)[];

beforeAll(async () => {
  api = await startApp('2026-11-22T10:30:00Z');
  shop = await openShop(api);
  places = [await makeLocation(api), await makeLocation(api), await makeLocation(api)];
  members = [undefined];
  for (let count = 0; count < 6; count += 1) members.push((await makeMember(api)).id);
});
afterAll(() => api.close());

let receipts = 0;
/** A purchase so many hours ago; everything else follows from its number. */
const sell = async (hoursAgo: number): Promise<string> => {
  receipts += 1;
  const [place, member] = [places[receipts % 3], members[(receipts * 5) % 7]];
  const { id } = await shop.till.call(recordPurchase, {
    body: {
      receipt: { location: place?.code ?? '', number: `D-${receipts}` },
      purchasedAt: new Date(api.clock.now() - hoursAgo * 3_600_000).toISOString(),
      currency: 'EUR',
      lines: [{ name: 'Beans', category: 'coffee', amount: 100 + receipts * 7 }],
      ...(member === undefined ? {} : { member: { id: member } }),
    },
  });
  return id ?? '';
};
const giveBack = async (id: string): Promise<string> =>
  (await shop.till.call(returnPurchase, { params: { id }, body: { lines: [{ line: 0, quantity: 1 }] } })).id;

/** Computed in full, without sums. */
const full = async (from: string, until: string, within: string[] | null): Promise<unknown> => {
  const placed = '($3::uuid[] is null or p.location_id = any($3))';
  const [row] = await rowsOf<{ purchases: number; revenue: number; buyers: number; withCard: number }>(
    api,
    `select
       (select count(*)::int from purchases p where purchased_at >= $1 and purchased_at < $2 and ${placed}) as purchases,
       (select count(distinct member_id)::int from purchases p where purchased_at >= $1 and purchased_at < $2 and ${placed}) as buyers,
       sum(m.amount)::int as revenue, coalesce(sum(m.amount) filter (where m.member_id is not null), 0)::int as "withCard"
     from (
       select p.gross as amount, p.member_id from purchases p where p.purchased_at >= $1 and p.purchased_at < $2 and ${placed}
       union all
       select -r.amount, p.member_id from purchase_returns r join purchases p on p.id = r.purchase_id
       where r.returned_at >= $1 and r.returned_at < $2 and ${placed}
       union all
       select r.amount, p.member_id from purchase_returns r join purchases p on p.id = r.purchase_id
       where r.reversed_at >= $1 and r.reversed_at < $2 and ${placed}) m`,
    [from, until, within],
  );
  return row;
};

/** The same of points. */
const fullPoints = async (from: string, until: string): Promise<unknown> => {
  const [row] = await rowsOf<Record<string, number>>(
    api,
    `select
       coalesce(sum(case 'issued' when from_account then amount when to_account then -amount else 0 end), 0)::int as issued,
       coalesce(sum(case 'redeemed' when to_account then amount when from_account then -amount else 0 end), 0)::int as redeemed,
       coalesce(sum(case 'expired' when to_account then amount when from_account then -amount else 0 end), 0)::int as expired,
       coalesce(sum(amount) filter (where from_account = 'adjusted'), 0)::int as given,
       coalesce(sum(amount) filter (where to_account = 'adjusted'), 0)::int as taken
     from journal where currency = 'points' and effective_at >= $1 and effective_at < $2`,
    [from, until],
  );
  return row;
};
const outstandingIn = async (until: string): Promise<number> => {
  const [row] = await rowsOf<{ points: number }>(
    api,
    `select coalesce(sum(case when to_account in ('available', 'pending', 'held') then amount else 0 end
       - case when from_account in ('available', 'pending', 'held') then amount else 0 end), 0)::int as points
     from journal where currency = 'points' and effective_at < $1`,
    [until],
  );
  return row?.points ?? 0;
};

const fullMembers = async (from: string, until: string): Promise<unknown> => {
  const [row] = await rowsOf<Record<string, number>>(
    api,
    `select count(*)::int as members, count(*) filter (where joined_at >= $1)::int as joined
     from members where status <> 'closed' and joined_at < $2`,
    [from, until],
  );
  return row;
};

/** What `npm run club -- verify` finds. */
const faults = async (): Promise<unknown[]> =>
  (
    await Promise.all(
      [memberDaysCheck, pointsDaysCheck, ...salesDaysChecks].map((check) => rowsOf(api, check.faults)),
    )
  ).flat();

/** Every window and choice of locations has the figures of the full computation. */
const expectExact = async (zone: string): Promise<void> => {
  expect(await faults()).toEqual([]);
  const figures = api.app.get(PurchaseFigures);
  const points = api.app.get(PointsFigures);
  const now = api.clock.now() + 1;
  for (const [days, hours] of [
    [1, 0],
    [7, 0],
    [7, 30],
    [40, 9],
    [100, 0],
    [100, 200],
  ] as const) {
    const until = now - hours * 3_600_000;
    const midnight = Temporal.Instant.fromEpochMilliseconds(until).toZonedDateTimeISO(zone).startOfDay();
    for (const from of [
      midnight.subtract({ days }).epochMilliseconds,
      midnight.subtract({ days }).epochMilliseconds + 5_000_000,
    ]) {
      const [since, before] = [new Date(from).toISOString(), new Date(until).toISOString()];
      expect(await points.movements(from, until)).toEqual(await fullPoints(since, before));
      expect(await api.app.get(MemberFigures).count(from, until)).toEqual(await fullMembers(since, before));
      expect((await points.outstanding(until - 1)).points).toBe(await outstandingIn(before));
      for (const within of [null, [places[0]?.id ?? ''], places.slice(1).map(({ id }) => id), []]) {
        const terms = { within, zone };
        const [sales] = await figures.sales(from, until, terms);
        const months = await figures.salesByPeriod(from, until, {
          ...terms,
          grain: 'month',
          currency: 'EUR',
        });
        const expected = await full(since, before, within);
        const found = {
          purchases: sales?.purchases ?? 0,
          buyers: await figures.buyers(from, until, terms),
          revenue: sales?.revenue ?? null,
          withCard: sales?.with_card ?? 0,
        };
        expect([days, hours, within, found]).toEqual([days, hours, within, expected]);
        expect(months.reduce((sum, { purchases }) => sum + purchases, 0)).toBe(found.purchases);
      }
    }
  }
};

/** Sums that wait for days which are over. */
const open = (): Promise<unknown[]> =>
  rowsOf(api, 'select kind from day_sums where made_until is distinct from marked_until');

/** Transactions of other databases may still run that began before the days were marked. */
const sumUp = (): Promise<void> =>
  expect
    .poll(
      async () => {
        await api.app.get(DaySums).run();
        return open();
      },
      { timeout: 20_000 },
    )
    .toEqual([]);

// In this order: the clock and the time zone move on.
describe('sums of days', { shuffle: false, timeout: 60_000 }, () => {
  it('change no figure, whatever is posted late, returned, or taken back', async () => {
    const sold: string[] = [];
    for (let hours = 2; hours < 2300; hours += 37) sold.push(await sell(hours));
    await expectExact('Europe/Vienna');
    await sumUp();
    expect(await rowsOf(api, 'select distinct made_until::text as made from day_sums')).toEqual([
      { made: '2026-11-21' },
    ]);
    await expectExact('Europe/Vienna');

    // On days that are summed up, before the sums know.
    for (const hours of [30, 31, 200, 201, 900, 2100, 2600]) sold.push(await sell(hours));
    const back = await giveBack(sold[3] ?? '');
    await giveBack(sold[40] ?? '');
    await expectExact('Europe/Vienna');
    await sumUp();
    expect(await rowsOf(api, 'select day from day_sums_due')).toEqual([]);
    await expectExact('Europe/Vienna');

    // The return was today, and is of a summed day later.
    api.clock.set('2026-11-24T09:00:00Z');
    await shop.till.call(reverseReturn, { params: { id: back }, body: { reason: 'mistake' } });
    await sell(1);
    await sell(26);
    await expectExact('Europe/Vienna');
    await sumUp();
    await expectExact('Europe/Vienna');
  });

  it('a purchase that goes away takes its day of its member with it', async () => {
    await sumUp();
    await rowsOf(
      api,
      `with gone as (
       select id from purchases where member_id is not null and earned = 0
         or id in (select id from purchases where member_id is not null order by purchased_at offset 5 limit 9)),
     lines as (delete from purchase_lines where purchase_id in (select id from gone)),
     grants as (delete from rule_grants where purchase_id in (select id from gone)),
     returns as (delete from purchase_returns where purchase_id in (select id from gone)),
     effects as (delete from sale_effects where purchase_id in (select id from gone))
     delete from purchases where id in (select id from gone)`,
    );
    await expectExact('Europe/Vienna');
    await sumUp();
    await expectExact('Europe/Vienna');
  });

  it('count members who join late, leave, or are removed', async () => {
    await rowsOf(
      api,
      `insert into members (id, language, joined_at) select gen_random_uuid(), 'de', $1::timestamptz - n * interval '9 hours' from generate_series(0, 200) n`,
      [api.clock.date()],
    );
    await expectExact('Europe/Vienna');
    await sumUp();
    await rowsOf(
      api,
      `update members set status = 'closed' where id in (select id from members order by joined_at limit 20)`,
    );
    await expectExact('Europe/Vienna');
    await rowsOf(
      api,
      `delete from members where status = 'closed' and not exists (select from wallets w where w.member_id = id)`,
    );
    await expectExact('Europe/Vienna');
    await sumUp();
    await expectExact('Europe/Vienna');
  });

  it('another time zone has other days', async () => {
    const { version } = await api.app.get(ClubSettings).current();
    await shop.till.call(updateClub, { version, body: { timeZone: 'America/New_York' } });
    await expectExact('America/New_York');
    await sumUp();
    expect(await rowsOf(api, 'select distinct zone from day_sums')).toEqual([{ zone: 'America/New_York' }]);
    await expectExact('America/New_York');
  });

  it('wait for a transaction that may not have seen that changes are noted', async () => {
    await sumUp();
    api.clock.advance({ days: 1 });
    const slow = new pg.Client({ connectionString: api.databaseUrl });
    await slow.connect();
    await slow.query('begin');
    await slow.query('select pg_current_xact_id()');
    await api.app.get(DaySums).run();
    expect((await open()).length).toBe(3);
    await slow.query('commit');
    await slow.end();
    await sumUp();
    expect(await open()).toEqual([]);
  });

  it('wrong sums are found', async () => {
    await rowsOf(
      api,
      'update points_days set issued = issued + 1 where day = (select max(day) from points_days)',
    );
    await rowsOf(
      api,
      'update sales_days set revenue = revenue + 1 where day = (select max(day) from sales_days)',
    );
    await rowsOf(
      api,
      'update buyer_spans set members = members + 1 where day = (select max(day) from buyer_spans)',
    );
    await rowsOf(
      api,
      'update member_days set members = members + 1 where day = (select max(day) from member_days)',
    );
    expect((await faults()).length).toBeGreaterThanOrEqual(4);
  });
});
