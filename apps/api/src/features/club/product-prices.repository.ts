import { Injectable } from '@nestjs/common';
import type { SalesPlace } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

// Their general prices as stored, where they differ from what was kept last. Clocks of processes differ a little.
const keep = statement(
  'product-prices-keep',
  `with sold as (
     select p.id as product_id, price.currency, price.amount
     from products p cross join lateral jsonb_to_recordset(p.prices) as price(currency text, amount bigint)
     where p.id = any($1::uuid[])),
   kept as (
     select distinct on (product_id, currency) product_id, currency, amount, since from product_prices
     where product_id = any($1::uuid[]) and location_id is null and channel is null
     order by product_id, currency, id desc)
   insert into product_prices (product_id, currency, amount, since, or_earlier)
   select product_id, currency, sold.amount, greatest($2::timestamptz, kept.since), $3::boolean and kept.since is null
   from sold full join kept using (product_id, currency)
   where sold.amount is distinct from kept.amount`,
);
const columns = `location_id as "locationId", channel, currency, amount, since, or_earlier as "orEarlier"`;
const list = statement(
  'product-prices-list',
  `select id, ${columns} from product_prices
   where product_id = $1 and ($2::timestamptz is null or (since, id) < ($2, $3::bigint))
   order by since desc, id desc limit $4`,
);
/** All of some products, for each in the order in which they were set. */
const ofProducts = statement(
  'product-prices-of-products',
  `select product_id as "productId", ${columns} from product_prices where product_id = any($1::uuid[]) order by since, id`,
);
/** All that can count at a place, in the order in which they were set. */
const atPlace = statement(
  'product-prices-at-place',
  `select ${columns} from product_prices
   where product_id = $1 and currency = $2 and (location_id is null or location_id = $3::uuid)
     and (channel is null or channel = $4::text)
   order by since, id`,
);
const own = `(location_id = $2::uuid or channel = $3::text) and (location_id is null or location_id = $2)
  and (channel is null or channel = $3)`;
const local = statement(
  'product-prices-local',
  `select distinct on (product_id, location_id, channel, currency)
     product_id as "productId", location_id as "locationId", channel, currency, amount
   from product_prices where product_id = any($1::uuid[]) and ${own}
   order by product_id, location_id, channel, currency, id desc`,
);
const last = statement(
  'product-prices-last',
  `select ${columns} from product_prices
   where product_id = $1 and location_id is not distinct from $2::uuid and channel is not distinct from $3::text
     and currency = $4
   order by id desc limit 1`,
);
const add = statement(
  'product-prices-add',
  `insert into product_prices (product_id, location_id, channel, currency, amount, since)
   values ($1, $2, $3, $4, $5, greatest($6::timestamptz, $7::timestamptz)) returning ${columns}`,
);
// In order of time: of prices for one place, the last one counts.
const addPast = statement(
  'product-prices-add-past',
  `insert into product_prices (product_id, location_id, channel, currency, amount, since)
   select p.id, n."locationId", n.channel, n.currency, n.amount, n.since
   from jsonb_to_recordset($2::jsonb) as n(sku text, "locationId" uuid, channel text, currency text, amount bigint, since timestamptz)
   join products p on p.sku = n.sku and p.id = any($1::uuid[])
   order by n.since`,
);
const hold = statement('product-hold', `select sku from products where id = $1 for update`);

export type PriceRow = RowOf<typeof last>;
type LocalPrice = RowOf<typeof local>;

/** What a price is for. */
export interface PricedPlace extends SalesPlace {
  readonly productId: string;
  readonly currency: string;
}

/** What a product cost from then on. */
export interface PastPrice extends SalesPlace {
  readonly sku: string;
  readonly currency: string;
  readonly amount: number;
  readonly since: string;
}

/** Whether the first price of a product in a currency is new, or it may have had others before, elsewhere. */
export type FirstPrice = 'new' | 'or-earlier';

/** What products cost, since when. */
@Injectable()
export class ProductPricesRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** The general prices of these products if they changed. Call it after the products are stored, in their transaction. */
  async keep(products: readonly { readonly id: string }[], first: FirstPrice = 'new'): Promise<void> {
    if (products.length === 0) return;
    const ids = products.map(({ id }) => id);
    await this.transactions.query(keep, [ids, this.clock.date(), first === 'or-earlier']);
  }

  /** Of products that have no price yet. Call `keep` after it. */
  async addPast(products: readonly { readonly id: string }[], past: readonly PastPrice[]): Promise<void> {
    if (past.length === 0) return;
    await this.transactions.query(addPast, [products.map(({ id }) => id), JSON.stringify(past)]);
  }

  /** The newest first. */
  async list(
    productId: string,
    after: readonly [since: string, id: number] | null,
    limit: number,
  ): Promise<RowOf<typeof list>[]> {
    const [since, id] = after ?? [null, null];
    return this.transactions.query(list, [productId, since, id, limit]);
  }

  /** All that can count at a place, in the order in which they were set. */
  async atPlace({ productId, locationId, channel, currency }: PricedPlace): Promise<PriceRow[]> {
    return this.transactions.query(atPlace, [productId, currency, locationId, channel]);
  }

  /** By product, for each in the order in which they were set. */
  async of(productIds: readonly string[]): Promise<ReadonlyMap<string, RowOf<typeof ofProducts>[]>> {
    const rows = await this.transactions.query(ofProducts, [productIds]);
    return Map.groupBy(rows, ({ productId }) => productId);
  }

  /** The prices that hold only at this place or a part of it, by product. */
  async local(
    productIds: readonly string[],
    { locationId, channel }: SalesPlace,
  ): Promise<ReadonlyMap<string, LocalPrice[]>> {
    const rows = await this.transactions.query(local, [productIds, locationId, channel]);
    return Map.groupBy(rows, ({ productId }) => productId);
  }

  /** Locks the product, so that its prices are set one after the other. Whether there is such a product. */
  async hold(productId: string): Promise<boolean> {
    return (await this.transactions.query(hold, [productId])).length > 0;
  }

  /** What was set last for exactly this place. */
  async last({ productId, locationId, channel, currency }: PricedPlace): Promise<PriceRow | undefined> {
    return (await this.transactions.query(last, [productId, locationId, channel, currency]))[0];
  }

  async add(place: PricedPlace, amount: number | null, before: PriceRow | undefined): Promise<PriceRow> {
    const { productId, locationId, channel, currency } = place;
    const [added] = await this.transactions.query(add, [
      productId,
      locationId,
      channel,
      currency,
      amount,
      this.clock.date(),
      before?.since ?? null,
    ]);
    if (!added) throw new Error('insert returned no row');
    return added;
  }
}
