import { Injectable } from '@nestjs/common';
import { gtinOf } from '@regulars/loyalty';
import type { BodyOf, updateProduct } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { foreignCursor, page, readCursor, type Page, type PageQuery } from '../../platform/http/cursor.ts';
import type { SortedQuery, SortOrder } from '../../platform/http/sorted.ts';
import { newId } from '../../platform/ids.ts';
import { ClubChanges } from './club-changes.ts';
import { BarcodesOfProducts, canonicalBarcodes } from './barcodes.ts';
import type { PastPrice } from './product-prices.repository.ts';
import {
  ProductsRepository,
  type ProductFilter,
  type ProductGroups,
  type ProductSort,
  type ProductValues,
} from './products.repository.ts';
import { Reader } from './reader.ts';
import type { NewProduct, ProductRecord } from './records.ts';

const mostRemembered = 20_000;

/** What the club sells. */
@Injectable()
export class Products {
  /** By SKU, including unknown SKUs: a till asks for the same few again and again. */
  #remembered = new Map<string, ProductRecord | null>();

  constructor(
    private readonly products: ProductsRepository,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly changes: ClubChanges,
    private readonly barcodes: BarcodesOfProducts,
    private readonly reader: Reader,
  ) {
    changes.onChange(() => {
      this.#remembered = new Map();
    });
  }

  /** By what was asked for: the products with these SKUs, else with these barcodes; from memory if known. */
  async bySkus(skus: Iterable<string>): Promise<ReadonlyMap<string, ProductRecord>> {
    const wanted = [...new Set(skus)];
    if (this.#remembered.size > mostRemembered) this.#remembered = new Map();
    const remembered = this.#remembered;
    const unknown = wanted.filter((sku) => !remembered.has(sku));
    if (unknown.length > 0) await this.#remember(remembered, unknown);
    return new Map(
      wanted.flatMap((sku) => {
        const product = remembered.get(sku);
        return product ? [[sku, product] as const] : [];
      }),
    );
  }

  /** How many of these SKUs have a product. */
  async countKnown(skus: readonly string[]): Promise<number> {
    return this.products.countKnown(skus);
  }

  // Into the map that was current before the query, so that a change discards an outdated answer with it.
  async #remember(remembered: Map<string, ProductRecord | null>, skus: readonly string[]): Promise<void> {
    const found = new Map((await this.products.bySkus(skus)).map((product) => [product.sku, product]));
    const scanned = await this.#byBarcodes(skus.filter((sku) => !found.has(sku)));
    for (const sku of skus) remembered.set(sku, found.get(sku) ?? scanned.get(sku) ?? null);
  }

  /** Tills without our products send the barcode that they have scanned. */
  async #byBarcodes(codes: readonly string[]): Promise<ReadonlyMap<string, ProductRecord>> {
    const barcodes = new Map(codes.flatMap((code) => [[code, gtinOf(code)] as const]));
    const owners = await this.barcodes.owners([...barcodes.values()].filter((barcode) => barcode !== null));
    if (owners.size === 0) return new Map();
    const owned = new Map(
      (await this.products.bySkus([...owners.values()])).map((product) => [product.sku, product]),
    );
    return new Map(
      [...barcodes].flatMap(([code, barcode]) => {
        const product = owned.get(owners.get(barcode ?? '') ?? '');
        return product ? [[code, product] as const] : [];
      }),
    );
  }

  async list({
    barcode,
    ...query
  }: Omit<ProductFilter, 'languages'> & SortedQuery<ProductSort> & { barcode?: string }): Promise<
    Page<ProductRecord>
  > {
    if (barcode !== undefined)
      return { data: await this.barcodes.find(barcode, query.active ?? null), cursor: { next: null } };
    const { sort = 'name', order = 'asc' } = query;
    const { languages, of } = await this.reader.wording();
    if (sort !== 'name' || order !== 'asc') return this.#sorted({ ...query, sort, order, languages });
    const after = readCursor(query.cursor, 'text', 'id');
    const rows = await this.products.list({ ...query, languages }, after, query.limit + 1);
    return page(
      rows,
      query.limit,
      (product) => product,
      ({ name, id }) => [of(name), id],
    );
  }

  async #sorted(
    query: ProductFilter & PageQuery & { readonly sort: ProductSort; readonly order: SortOrder },
  ): Promise<Page<ProductRecord>> {
    const { sort, order, limit } = query;
    const values = readCursor(query.cursor, 'text', 'text', 'text', 'id');
    if (values && (values[0] !== sort || values[1] !== order)) throw foreignCursor();
    if (values && sort === 'tax-rate' && !/^\d{1,3}(\.\d{1,2})?$/.test(values[2])) throw foreignCursor();
    const rows = await this.products.sorted(query, values && [values[2], values[3]], limit + 1);
    return page(
      rows,
      limit,
      ({ sort_key: _, ...product }) => product,
      ({ sort_key: key, id }) => [sort, order, key, id],
    );
  }

  /** Tells of a value whether a product has it, active or not. */
  async knows(values: ProductValues): Promise<(source: keyof ProductValues, value: string) => boolean> {
    const known = await this.products.had(values);
    return (source, value) => known.has(`${source} ${value}`);
  }

  async groups(): Promise<ProductGroups> {
    return this.products.groups();
  }

  /** Throws `already-taken` if the SKU or a barcode is in use. */
  async create(actor: Actor, product: NewProduct): Promise<ProductRecord> {
    const [created] = await this.createMany(actor, [product]);
    if (!created) throw new Error('insert returned no row');
    return created;
  }

  /** All or none, with what they cost before. Throws `already-taken` if one of the SKUs or barcodes is in use. */
  async createMany(
    actor: Actor,
    products: readonly NewProduct[],
    past: readonly PastPrice[] = [],
  ): Promise<ProductRecord[]> {
    for (const { prices } of products) assertOnePricePerCurrency(prices);
    const added: ProductRecord[] = [];
    for (const product of products) added.push(await this.#record(product));
    return this.transactions.run(async () => {
      const created = await this.products.insert(added, 'new', past);
      if (created.length < products.length)
        throw ClubError.field('already-taken', '/sku', 'another product has this SKU');
      await this.barcodes.take(created);
      for (const after of created)
        await this.audit.record(actor, { action: 'product.created', subject: subjectOf(after), after });
      await this.changes.announce('product');
      return created;
    });
  }

  /** Throws `not-found`, `already-taken` for a barcode, or `version-changed` if someone else was faster. */
  async change(
    actor: Actor,
    id: string,
    { name, ...patch }: BodyOf<typeof updateProduct>,
    expectedVersion: number,
  ): Promise<ProductRecord> {
    assertOnePricePerCurrency(patch.prices ?? []);
    return this.transactions.run(async () => {
      const before = await this.products.byId(id);
      if (!before) throw new ClubError('not-found');
      const barcodes = canonicalBarcodes(patch.barcodes ?? before.barcodes);
      const renamed = name === undefined ? before.name : await this.reader.renamed(before.name, name);
      const changed = { ...before, ...patch, barcodes, name: renamed };
      const after = await this.products.update(changed, expectedVersion);
      if (!after) throw new ClubError('version-changed');
      if (patch.barcodes) await this.barcodes.take([after]);
      await this.audit.record(actor, { action: 'product.changed', subject: subjectOf(after), before, after });
      await this.changes.announce('product', id);
      return after;
    });
  }

  async #record(product: NewProduct): Promise<ProductRecord> {
    const name = await this.reader.texts(product.name);
    return { ...product, name, barcodes: canonicalBarcodes(product.barcodes), id: newId(), version: 1 };
  }
}

const subjectOf = ({ id }: ProductRecord): { type: string; id: string } => ({ type: 'product', id });

const assertOnePricePerCurrency = (prices: ProductRecord['prices']): void => {
  const seen = new Set<string>();
  for (const [index, { currency }] of prices.entries()) {
    if (seen.has(currency))
      throw ClubError.field('invalid-request', `/prices/${index}/currency`, 'only one price per currency');
    seen.add(currency);
  }
};
