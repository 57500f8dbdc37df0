import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';
import type { Coupon } from '@regulars/contracts';
import { expect } from 'vitest';
import { startApp, type TestApp } from './app.ts';
import { makeKey } from './makers.ts';
import { makeLocation } from './makers/club.ts';
import { CheckoutTill } from './makers/checkouts.ts';
import { makeCoupon } from './makers/coupons.ts';
import { makeMember } from './makers/members.ts';
import { send } from './requests.ts';
import { rowsOf } from './rows.ts';

interface Campaign {
  /** A day, as `2017-03-03`. */
  readonly from: string;
  /** The last day. */
  readonly until: string;
  readonly households: ReadonlySet<string>;
}

interface Definition {
  readonly campaign: string;
  readonly upc: string;
  readonly products: readonly string[];
}

interface Redemption {
  readonly household: string;
  readonly campaign: string;
  readonly upc: string;
  readonly day: string;
}

/** The campaigns, coupons and redemptions of The Complete Journey. */
export interface CouponJourney {
  readonly campaigns: ReadonlyMap<string, Campaign>;
  readonly definitions: readonly Definition[];
  /** In the order of their days. */
  readonly redemptions: readonly Redemption[];
}

const recordsOf = async (path: string): Promise<string[][]> => {
  const content = path.endsWith('.gz')
    ? await text(createReadStream(path).pipe(createGunzip()))
    : await readFile(path, 'utf8');
  return content
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
};

const collected = (
  records: readonly (readonly string[])[],
  key: number,
  value: number,
): Map<string, string[]> => {
  const lists = new Map<string, string[]>();
  for (const record of records) {
    const [name = '', one = ''] = [record[key], record[value]];
    const list = lists.get(name);
    if (list) list.push(one);
    else lists.set(name, [one]);
  }
  return lists;
};

/** Every n-th coupon with all its redemptions. */
export const readCouponJourney = async (folder: string, oneOf: number): Promise<CouponJourney> => {
  const read = (name: string): Promise<string[][]> => recordsOf(join(folder, name));
  const households = collected(await read('campaigns.csv'), 0, 1);
  const campaigns = new Map(
    (await read('campaign_descriptions.csv')).map(([id = '', , from = '', until = '']) => [
      id,
      { from, until, households: new Set(households.get(id)) },
    ]),
  );
  const pairs = (await read('coupons.csv.gz')).map(([upc = '', product = '', campaign = '']) => [
    `${campaign} ${upc}`,
    product,
  ]);
  const definitions = [...collected(pairs, 0, 1)]
    .filter((_, place) => place % oneOf === 0)
    .map(([key, products]) => {
      const [campaign = '', upc = ''] = key.split(' ');
      return { campaign, upc, products: [...new Set(products)] };
    });
  const known = new Set(definitions.map(({ campaign, upc }) => `${campaign} ${upc}`));
  const redemptions = (await read('coupon_redemptions.csv'))
    .map(([household = '', upc = '', campaign = '', day = '']) => ({ household, upc, campaign, day }))
    .filter(({ campaign, upc }) => known.has(`${campaign} ${upc}`))
    .toSorted((one, other) => (one.day < other.day ? -1 : Number(one.day > other.day)));
  return { campaigns, definitions, redemptions };
};

const dayMs = 86_400_000;
const startOf = (day: string): string => `${day}T00:00:00Z`;
const codeOf = ({ campaign, upc }: Pick<Definition, 'campaign' | 'upc'>): string => `C${campaign}-${upc}`;
const tagOf = (campaign: string): string => `campaign ${campaign}`;

/** A shop with a coupon for each definition. Its clock follows the redemptions. */
class Shop {
  readonly #members = new Map<string, string>();
  readonly #coupons = new Map<string, { coupon: Coupon; sku: string }>();

  private constructor(
    private readonly api: TestApp,
    private readonly key: string,
    private readonly till: CheckoutTill,
    private readonly journey: CouponJourney,
  ) {}

  static async open(journey: CouponJourney): Promise<Shop> {
    const api = await startApp('2016-11-01T12:00:00Z');
    const { code } = await makeLocation(api, { currency: 'USD' });
    const key = await makeKey(api);
    return new Shop(api, key, new CheckoutTill(api, key, code), journey);
  }

  close(): Promise<void> {
    return this.api.close();
  }

  /** It is for its products, and for the members of its campaign. */
  async addCoupon(definition: Definition): Promise<void> {
    const { campaign, products } = definition;
    const code = codeOf(definition);
    const { key } = this;
    const set = (await send(this.api, 'post', '/product-sets', { key, body: { name: code } }).expect(201))
      .body;
    await send(this.api, 'put', `/product-sets/${set.id}/skus`, { key })
      .set('content-type', 'text/csv')
      .send(products.join('\n'))
      .expect(200);
    const { from, until } = this.#campaign(campaign);
    const coupon = await makeCoupon(this.api, {
      code,
      name: { en: code },
      effect: { kind: 'amount', amounts: [{ amount: 100, currency: 'USD' }], per: 'cart' },
      on: { where: { fact: 'line.product-sets', op: 'contains', value: set.id } },
      audience: { fact: 'member.tags', op: 'contains', value: tagOf(campaign) },
      startsAt: startOf(from),
      endsAt: new Date(Date.parse(startOf(until)) + dayMs).toISOString(),
    });
    this.#coupons.set(code, { coupon, sku: products[0] ?? '' });
  }

  async redeem({
    household,
    day,
    ...definition
  }: Redemption): Promise<{ status: number; body: { code?: string } }> {
    this.api.clock.set(`${day}T12:00:00Z`);
    const code = codeOf(definition);
    const { sku = '' } = this.#coupons.get(code) ?? {};
    const member = { id: await this.#member(household) };
    const { status, body } = await this.till.sell({
      ...this.till.cart([code], { member, currency: 'USD' }),
      lines: [
        { sku, name: sku, quantity: 1, unitPrice: 349, taxRate: 0 },
        { sku: 'other', name: 'Other goods', quantity: 2, unitPrice: 99, taxRate: 0 },
      ],
    });
    return { status, body };
  }

  /** The times that each coupon was redeemed, and what all of them took off, in cents. */
  async redeemed(): Promise<{ times: Record<string, number>; discount: number }> {
    const rows = await rowsOf<{ code: string; times: number; discount: number }>(
      this.api,
      `select c.code, count(*)::int as times, sum(r.discount)::int as discount
       from discount_redemptions r join coupons c on c.id = r.discount_id group by 1`,
    );
    return {
      times: Object.fromEntries(rows.map(({ code, times }) => [code, times])),
      discount: rows.reduce((sum, { discount }) => sum + discount, 0),
    };
  }

  async #member(household: string): Promise<string> {
    const known = this.#members.get(household);
    if (known !== undefined) return known;
    const tags = [...this.journey.campaigns].flatMap(([id, { households }]) =>
      households.has(household) ? [tagOf(id)] : [],
    );
    const { id } = await makeMember(this.api);
    const { key } = this;
    const { version } = (await send(this.api, 'get', `/members/${id}`, { key }).expect(200)).body;
    await send(this.api, 'put', `/members/${id}/tags`, { key, version, body: { tags } }).expect(200);
    this.#members.set(household, id);
    return id;
  }

  #campaign(id: string): Campaign {
    const campaign = this.journey.campaigns.get(id);
    if (!campaign) throw new Error(`There is no campaign ${id}`);
    return campaign;
  }
}

/** Every redemption of the panel is accepted. One after the last day is refused, and one by a household that got no coupon. */
export const redeemJourney = async (journey: CouponJourney): Promise<void> => {
  const shop = await Shop.open(journey);
  try {
    for (const definition of journey.definitions) await shop.addCoupon(definition);
    const expected: Record<string, number> = {};
    for (const redemption of journey.redemptions) {
      const { status, body } = await shop.redeem(redemption);
      expect(status, JSON.stringify([redemption, body])).toBe(201);
      const code = codeOf(redemption);
      expected[code] = (expected[code] ?? 0) + 1;
    }
    const done = { times: expected, discount: journey.redemptions.length * 100 };
    expect(await shop.redeemed()).toEqual(done);
    await expectRefusals(shop, journey);
    expect(await shop.redeemed()).toEqual(done);
  } finally {
    await shop.close();
  }
};

/** Of the campaign that ends last, so that the clock goes forward. */
const expectRefusals = async (shop: Shop, journey: CouponJourney): Promise<void> => {
  const last = journey.redemptions.reduce((one, other) =>
    untilOf(journey, other) > untilOf(journey, one) ? other : one,
  );
  const { households } = journey.campaigns.get(last.campaign) ?? { households: new Set<string>() };
  const others = journey.redemptions.find(({ household }) => !households.has(household));
  const until = untilOf(journey, last);
  if (!others) throw new Error('Every household got the coupon');
  const other = await shop.redeem({ ...last, day: until, household: others.household });
  expect({ status: other.status, code: other.body.code }).toEqual({
    status: 422,
    code: 'coupon-not-for-member',
  });
  const day = new Date(Date.parse(startOf(until)) + dayMs).toISOString().slice(0, 10);
  const late = await shop.redeem({ ...last, day });
  expect({ status: late.status, code: late.body.code }).toEqual({ status: 422, code: 'coupon-expired' });
};

const untilOf = ({ campaigns }: CouponJourney, { campaign }: Redemption): string =>
  campaigns.get(campaign)?.until ?? '';
