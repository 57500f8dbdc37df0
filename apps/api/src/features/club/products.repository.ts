import { Injectable } from '@nestjs/common';
import type { Language } from '@regulars/contracts';
import { In, type Repository } from 'typeorm';
import { madeStatement, type RowOf } from '../../platform/database/statement.ts';
import type { SortOrder } from '../../platform/http/sorted.ts';
import { change, remove } from '../../platform/database/entity-writes.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Names } from '../../platform/names.ts';
import { ProductPricesRepository, type FirstPrice, type PastPrice } from './product-prices.repository.ts';
import { ProductEntity } from './entities/product.entity.ts';
import type { ProductRecord } from './records.ts';
import { statement } from './statements.ts';

const countKnown = statement(
  'product-count-known',
  'select count(*) as known from products where sku = any($1::text[])',
);

export interface ProductFilter {
  readonly query?: string;
  readonly category?: string;
  readonly quickKeys?: boolean;
  readonly active?: boolean;
  /** Of the names by which the list is sorted: the reader's, then the club's. */
  readonly languages: readonly Language[];
}

/** Values that products may have, by where a condition takes them from. */
export type ProductValues = Readonly<Record<'category' | 'brand' | 'product', readonly string[]>>;

export interface ProductGroup {
  readonly name: string;
  readonly products: number;
}

/** The groups with most products first. */
export interface ProductGroups {
  readonly categories: ProductGroup[];
  readonly brands: ProductGroup[];
  /** How many products have a price set by law. */
  readonly priceBound: number;
}

export type ProductSort = 'name' | 'sku' | 'category' | 'tax-rate';

const stored =
  'id, version, sku, name, category, brand, kind, picture, prices, tax_rate, barcodes, price_bound, quick_key, active, interests';
const columns = stored.replace('tax_rate', 'tax_rate::float8 as tax_rate');
// Rows that an import of the version before has kept know no interests.
const complete = stored.replace(', interests', ", coalesce(interests, '{}')");
const typed =
  'id uuid, version int, sku text, name jsonb, category text, brand text, kind text, picture text, prices jsonb, tax_rate numeric, barcodes text[], price_bound boolean, quick_key boolean, active boolean, interests text[]';
const fits = `($2::text is null or category = $2) and ($3::boolean is null or quick_key = $3)
  and ($4::boolean is null or active = $4)`;
const named = 'text_in(name, $8::text[])';
const rest = `${fits} and ($5::text is null or (${named}, id) > ($5, $6::uuid)) order by ${named}, id limit $7`;
const list = statement('product-list', `select ${columns} from products where $1::text is null and ${rest}`);
const searched = `id in (select id from products
     where product_search_text(sku, name, category, brand) like lower(public.unaccent('public.unaccent', $1))
  union all select product_id from product_barcodes where barcode like ltrim($1, '%'))`;
// A separate statement, because the trigram index is not used next to `$1 is null or`.
const search = statement('product-search', `select ${columns} from products where ${searched} and ${rest}`);
/** The product with this barcode; else the one whose SKU it is. */
const byBarcode = statement(
  'product-by-barcode',
  `select ${columns} from products
   where id = coalesce((select product_id from product_barcodes where barcode = $1),
                       (select id from products where sku = $2))
     and ($3::boolean is null or active = $3)`,
);
const sortKeys: Readonly<Record<ProductSort, readonly [column: string, type: string]>> = {
  name: [named, 'text'],
  sku: ['sku', 'text'],
  category: ['category', 'text'],
  'tax-rate': ['tax_rate', 'numeric'],
};
/** Other orders than the usual one. Texts of this file only, never of a caller. */
const sortedText = (
  sort: ProductSort,
  { order, isSearch }: { order: SortOrder; isSearch: boolean },
): string => {
  const [key, type] = sortKeys[sort];
  return `select ${columns}, ${key}::text as sort_key from products
   where ${isSearch ? searched : '$1::text is null'} and ${fits}
     and ($5::text is null or (${key}, id) ${order === 'asc' ? '>' : '<'} ($5::${type}, $6::uuid))
   order by ${key} ${order}, id ${order} limit $7`;
};
const had = statement(
  'product-values-had',
  `select 'category' as source, category as value from products where category = any($1::text[])
   union select 'brand', brand from products where brand = any($2::text[])
   union select 'product', sku from products where sku = any($3::text[])`,
);
const groups = statement(
  'product-groups',
  `(select 'category' as source, category as name, count(*)::int as products from products where category <> ''
    group by category order by products desc, category limit 1000)
   union all (select 'brand', brand, count(*)::int as products from products where brand <> ''
    group by brand order by products desc, brand limit 1000)
   union all select 'price-bound', '', count(*)::int from products where price_bound`,
);
const bySkus = statement('product-by-skus', `select ${columns} from products where sku = any($1)`);
const insert = statement(
  'product-insert',
  `insert into products (${stored}) select ${complete} from jsonb_to_recordset($1::jsonb) as product(${typed})
   on conflict (sku) do nothing returning ${columns}`,
);
const overwrite = statement(
  'product-overwrite',
  `update products p set name = n.name, category = n.category, brand = n.brand, kind = n.kind, prices = n.prices,
     tax_rate = n.tax_rate, barcodes = n.barcodes, price_bound = n.price_bound, version = p.version + 1
   from jsonb_to_recordset($1::jsonb) as n(${typed}) where p.id = n.id`,
);

const keepInterests = statement(
  'product-interests-keep',
  `update products set interests = array(select had from unnest(interests) with ordinality as t(had, place)
     where had = any($1::text[]) order by place) where not interests <@ $1::text[]`,
);
const freeBarcodes = statement(
  'product-barcodes-free',
  `delete from product_barcodes taken using products p
   where p.id = taken.product_id and p.id = any($1::uuid[]) and taken.barcode <> all (p.barcodes)`,
);
// In order, so that two calls never wait for each other.
const takeBarcodes = statement(
  'product-barcodes-take',
  `insert into product_barcodes (barcode, product_id)
   select code, p.id from products p, unnest(p.barcodes) code where p.id = any($1::uuid[]) order by code
   on conflict (barcode) do nothing`,
);
const barcodesOfOthers = statement(
  'product-barcodes-of-others',
  `select taken.barcode from products p, unnest(p.barcodes) code join product_barcodes taken on taken.barcode = code
   where p.id = any($1::uuid[]) and taken.product_id <> p.id`,
);
const barcodeOwners = statement(
  'product-barcode-owners',
  `select taken.barcode, p.sku from product_barcodes taken join products p on p.id = taken.product_id
   where taken.barcode = any($1)`,
);

const namesStatement = statement('product-names', `select id, name from products where id = any($1::uuid[])`);

@Injectable()
export class ProductsRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly prices: ProductPricesRepository,
    names: Names,
  ) {
    names.register('product', namesStatement);
  }

  async list(
    filter: ProductFilter,
    after: readonly [name: string, id: string] | null,
    limit: number,
  ): Promise<ProductRecord[]> {
    const values = valuesOf(filter, after, limit);
    return (await this.transactions.query(values[0] === null ? list : search, values)).map(show);
  }

  /** In another order, with the value by which each was sorted. */
  async sorted(
    filter: ProductFilter & { readonly sort: ProductSort; readonly order: SortOrder },
    after: readonly [key: string, id: string] | null,
    limit: number,
  ): Promise<(ProductRecord & { sort_key: string })[]> {
    // A name needs the languages. PostgreSQL refuses a value that no text mentions.
    const all = valuesOf(filter, after, limit);
    const values = filter.sort === 'name' ? all : all.slice(0, -1);
    const text = sortedText(filter.sort, { order: filter.order, isSearch: values[0] !== null });
    const rows = await this.transactions.query(
      madeStatement<StoredProduct & { sort_key: string }>(text),
      values,
    );
    return rows.map((row) => ({ ...show(row), sort_key: row.sort_key }));
  }

  /** Which of these a product has, as `source value`. */
  async groups(): Promise<ProductGroups> {
    const rows = await this.transactions.query(groups, []);
    const of = (wanted: string) =>
      rows.flatMap(({ source, name, products }) => (source === wanted ? [{ name, products }] : []));
    return {
      categories: of('category'),
      brands: of('brand'),
      priceBound: of('price-bound')[0]?.products ?? 0,
    };
  }

  async had({ category, brand, product }: ProductValues): Promise<ReadonlySet<string>> {
    const rows = await this.transactions.query(had, [category, brand, product]);
    return new Set(rows.map(({ source, value }) => `${source} ${value}`));
  }

  async countKnown(skus: readonly string[]): Promise<number> {
    return (await this.transactions.query(countKnown, [skus]))[0]?.known ?? 0;
  }

  async bySkus(skus: readonly string[]): Promise<ProductRecord[]> {
    return (await this.transactions.query(bySkus, [skus])).map(show);
  }

  /** The product with this barcode, else with this SKU. */
  async byBarcode(barcode: string | null, sku: string, active: boolean | null): Promise<ProductRecord[]> {
    return (await this.transactions.query(byBarcode, [barcode, sku, active])).map(show);
  }

  /** SKU by barcode. */
  async barcodeOwners(barcodes: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.transactions.query(barcodeOwners, [barcodes]);
    return new Map(rows.map(({ barcode, sku }) => [barcode, sku]));
  }

  /** Takes and frees the barcodes of these products as stored; returns those that other products have. */
  async takeBarcodes(ids: readonly string[]): Promise<string[]> {
    await this.transactions.query(freeBarcodes, [ids]);
    await this.transactions.query(takeBarcodes, [ids]);
    return (await this.transactions.query(barcodesOfOthers, [ids])).map(({ barcode }) => barcode);
  }

  /** Only these are left. */
  async keepInterests(left: readonly string[]): Promise<void> {
    await this.transactions.query(keepInterests, [left]);
  }

  async byIds(ids: readonly string[]): Promise<ProductRecord[]> {
    return this.#rows.findBy({ id: In(ids) });
  }

  async byId(id: string): Promise<ProductRecord | undefined> {
    return (await this.#rows.findOneBy({ id })) ?? undefined;
  }

  /** Those whose SKU was free. */
  async insert(
    products: readonly ProductRecord[],
    first: FirstPrice,
    past: readonly PastPrice[] = [],
  ): Promise<ProductRecord[]> {
    const added = (await this.transactions.query(insert, [JSON.stringify(products.map(rowOf))])).map(show);
    await this.prices.addPast(added, past);
    await this.prices.keep(added, first);
    return added;
  }

  /** Name, category, brand, kind, prices, tax rate, barcodes and whether it is price-bound, whatever the version. */
  async overwrite(products: readonly ProductRecord[]): Promise<void> {
    await this.transactions.query(overwrite, [JSON.stringify(products.map(rowOf))]);
    await this.prices.keep(products, 'or-earlier');
  }

  /** Ids of unchanged products, which are removed. */
  async remove(ids: readonly string[]): Promise<string[]> {
    return (await remove(this.#rows, { id: In(ids), version: 1 })).map(({ id }) => id);
  }

  /** The changed product, or undefined if it no longer has this version. */
  async update(product: ProductRecord, version: number): Promise<ProductRecord | undefined> {
    const changed = await change(this.#rows, { id: product.id, version }, product);
    if (changed) await this.prices.keep([changed]);
    return changed;
  }

  get #rows(): Repository<ProductEntity> {
    return this.transactions.entities(ProductEntity);
  }
}

const rowOf = ({ taxRate, priceBound, quickKey, ...product }: ProductRecord): object => ({
  ...product,
  tax_rate: taxRate,
  price_bound: priceBound,
  quick_key: quickKey,
});

const valuesOf = (
  { query, category, quickKeys, active, languages }: ProductFilter,
  after: readonly [key: string, id: string] | null,
  limit: number,
) => {
  const pattern = query ? `%${query.replaceAll(/[\\%_]/g, '\\$&')}%` : null;
  const [key, id] = after ?? [null, null];
  return [pattern, category ?? null, quickKeys ?? null, active ?? null, key, id, limit, languages] as const;
};

type StoredProduct = RowOf<typeof list>;
const show = ({ tax_rate, price_bound, quick_key, ...row }: RowOf<typeof list>): ProductRecord => ({
  ...row,
  taxRate: tax_rate,
  priceBound: price_bound,
  quickKey: quick_key,
});
