import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { holds, type Condition } from '@regulars/conditions';
import { figuresOf, habitsOf, memberSubject, noDealings, type KeptPurchase } from '@regulars/loyalty';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Audiences } from '../../apps/api/src/features/facts/index.ts';
import { BulkPurchases } from '../../apps/api/src/features/purchases/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { rebuildFacts } from '../support/facts.ts';
import {
  isPasta,
  pastaCategories,
  readHouseholds,
  type BoughtLine,
  type Households,
} from '../support/household-journey.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeCoupon } from '../support/makers/coupons.ts';
import { makeMember } from '../support/makers/members.ts';
import { changeClub } from '../support/makers/purchases.ts';
import { send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

const samples = process.env['SAMPLE_DATA_DIR'];
if (!samples) console.warn('Conditions are not asked about real households: SAMPLE_DATA_DIR is not set.');

const end = '2018-01-01T05:00:00Z';
const zone = 'America/New_York';
const named = ['1111', '718', '1453', '2459', '2057'];

const pasta = (days: number): Condition => ({
  purchases: 'count',
  days,
  where: { lines: 'any', where: { fact: 'line.category', op: 'is-one-of', value: pastaCategories } },
  op: 'at-least',
  value: 2,
});
const noCoupon: Condition = { happened: 'coupon.redeemed', days: 400, op: 'is', value: 0 };
const middle: Condition = { fact: 'member.age', op: 'between', value: { from: 35, to: 44 } };

describe.runIf(samples)('as of the end of 2017, in New York', () => {
  let api: TestApp;
  let journey: Households;
  /** By household. */
  const members = new Map<string, string>();
  let baskets: Map<string, BoughtLine[]>;

  beforeAll(async () => {
    journey = await readHouseholds(join(samples ?? '', 'complete-journey'), named, '35-44');
    baskets = Map.groupBy(journey.lines, ({ household, basket }) => `${household} ${basket}`);
    api = await startApp('2016-12-01T12:00:00Z');
    await changeClub(api, { timeZone: zone, reportingCurrency: 'USD' });
    const shop = await makeLocation(api, { currency: 'USD' });
    for (const household of new Set(journey.lines.map((line) => line.household)))
      members.set(household, (await makeMember(api, { birthday: birthdayOf(household) ?? undefined })).id);
    const key = await makeKey(api);
    const { code } = await makeCoupon(api);
    for (const { household, day } of journey.coupons) {
      api.clock.set(`${day}T17:00:00Z`);
      const lines = [{ quantity: 1, unitPrice: 1000, taxRate: 20 }];
      const body = { location: shop.code, currency: 'USD', lines, member: { id: members.get(household) } };
      await send(api, 'post', `/coupon-codes/${code}/redemptions`, { key, body })
        .set('idempotency-key', randomUUID())
        .expect(201);
    }
    api.clock.set(end);
    const purchases = [...baskets.values()].map((lines) => ({
      receipt: { location: shop.code, number: lines[0]?.basket ?? '' },
      purchasedAt: lines[0]?.at ?? '',
      currency: 'USD',
      member: { id: members.get(lines[0]?.household ?? '') },
      lines: lines.map(({ category, cents, quantity }) => ({
        ...(category === null ? {} : { category }),
        amount: cents,
        quantity: quantity || 1,
      })),
    }));
    await api.app.get(BulkPurchases).recordMany(purchases, { origin: 'import', points: 'none' });
    await rebuildFacts(api);
  }, 60_000);
  afterAll(() => api.close());

  const birthdayOf = (household: string): string | null => {
    const from = Number.parseInt(journey.ages.get(household) ?? '', 10);
    return Number.isNaN(from) ? null : `${2013 - from}-06-15`;
  };

  it('facts of five households are those of the receipts', async () => {
    const facts = `p.purchases, p.visits, p.spend, p.first_purchase_at as first, p.last_purchase_at as last`;
    const right = await rowsOf(
      api,
      `select household, ${facts.replaceAll('p.', '')} from (
         select household, count(distinct basket) as purchases, sum(cents) as spend, min(line.at) as first_purchase_at,
           count(distinct (line.at at time zone '${zone}')::date) as visits, max(line.at) as last_purchase_at
         from jsonb_to_recordset($1) as line(household text, basket text, cents bigint, at timestamptz)
         where household = any($2) group by household) p order by household`,
      [JSON.stringify(journey.lines), named],
    );
    const ids = named.map((household) => members.get(household) ?? '');
    const stored = await rowsOf(
      api,
      `select n.household, ${facts} from unnest($1::text[], $2::uuid[]) as n(household, id)
       join member_facts p on p.member_id = n.id order by n.household`,
      [named, ids],
    );
    expect(right).toHaveLength(5);
    expect(stored.map(asText)).toEqual(right.map(asText));
  });

  it('who bought pasta twice without a coupon, aged 35 to 44, is the same in memory and in SQL', async () => {
    const redeemed = async () =>
      (await rowsOf(api, `select from member_happenings where name = 'coupon.redeemed'`)).length;
    await expect.poll(redeemed, { timeout: 10_000 }).toBe(journey.coupons.length);
    for (const [days, most] of [
      [60, 0],
      [365, 100],
    ] as const) {
      const condition: Condition = { all: [pasta(days), noCoupon, middle] };
      const found = await api.app.get(Audiences).members(condition, null, 1000);
      const inMemory = [...members].filter(([household]) => holds(condition, subjectOf(household)));
      expect(found).toEqual(inMemory.map(([, id]) => id).sort());
      expect(found.length).toBeLessThanOrEqual(most);
      expect(found.length > 10).toBe(days === 365);
    }
    const twice = await api.app.get(Audiences).members(pasta(60), null, 1000);
    expect(twice).toContain(members.get('2057'));
  });

  /** From the receipts, without the database. */
  const subjectOf = (household: string) => {
    const purchases = [...baskets]
      .filter(([name]) => name.startsWith(`${household} `))
      .map(([id, lines]): KeptPurchase => ({
        id,
        currency: 'USD',
        locationId: 'shop',
        purchasedAt: Date.parse(lines[0]?.at ?? ''),
        spent: null,
        lines: lines.map(({ category, quantity, cents }) => ({
          kind: 'goods',
          sku: null,
          brand: null,
          category: isPasta(category) ? category : null,
          quantity: quantity * 1000,
          gross: cents,
          discount: 0,
        })),
      }));
    const coupons = journey.coupons.filter((coupon) => coupon.household === household);
    return memberSubject(
      {
        joinedAt: 0,
        birthday: birthdayOf(household),
        language: 'de',
        kind: 'customer',
        emailConfirmed: false,
        consents: [],
        tags: [],
        badges: [],
        segments: [],
        interests: [],
        attributes: {},
        scored: null,
        tierIds: [],
        points: 0,
        figures: figuresOf(purchases, 'USD', zone),
        habits: habitsOf(purchases, 'USD', zone),
        dealings: noDealings,
        purchases,
        happenings: coupons.map(({ day }) => ({
          name: 'coupon.redeemed' as const,
          at: Date.parse(`${day}T17:00:00Z`),
          of: null,
        })),
      },
      Date.parse(end),
      zone,
    );
  };
});

/** Figures come as numbers or as texts. */
const asText = (row: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      value instanceof Date ? value.toISOString() : String(value),
    ]),
  );
