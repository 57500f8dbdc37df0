import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import {
  mostProductSets,
  type BodyOf,
  type createProductSet,
  type listProductSets,
  type listProductSetSkus,
  type ProductSet,
  type ConditionUse,
  type QueryOf,
  type ReplyOf,
  type putProductSetSkus,
  type updateProductSet,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { page, readCursor, type Page } from '../../platform/http/cursor.ts';
import { sortedPage } from '../../platform/http/sorted.ts';
import { newId } from '../../platform/ids.ts';
import { ConditionUses, type NamedUse } from './condition-uses.ts';
import { ProductSetsRepository } from './product-sets.repository.ts';
import { named, Reader, type Wording } from './reader.ts';
import type { ProductSetRecord } from './records.ts';
import { SetTrail } from './set-trail.ts';
import { readSkuFile } from './sku-file.ts';

type Skus = ReplyOf<typeof listProductSetSkus>;

/** Named lists of article numbers, which conditions name by id. */
@Injectable()
export class ProductSets {
  constructor(
    private readonly sets: ProductSetsRepository,
    private readonly uses: ConditionUses,
    private readonly reader: Reader,
    private readonly trail: SetTrail,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** By name, in the reader's language. */
  async list(query: QueryOf<typeof listProductSets>): Promise<Page<ProductSet>> {
    const wording = await this.reader.wording();
    const rows = (await this.sets.all()).map((row) => shown(row, wording));
    return sortedPage(rows, query, { by: { name: ({ name }) => name }, usual: 'name' });
  }

  /** Throws `not-found`. */
  async byId(id: string): Promise<ProductSet & { usedBy: ConditionUse[] }> {
    const wording = await this.reader.wording();
    const uses = await this.uses.of('product-set', id);
    const usedBy = uses.map(({ name, ...use }) => ({ ...use, name: wording.of(name) }));
    return { ...shown(await this.#find(id), wording), usedBy };
  }

  /** Throws `too-many-product-sets`. */
  async create(actor: Actor, { name }: BodyOf<typeof createProductSet>): Promise<ProductSet> {
    const texts = await this.reader.texts(name);
    const after = await this.transactions.run(async () => {
      if ((await this.sets.all()).length >= mostProductSets) throw new ClubError('too-many-product-sets');
      const set = await this.sets.insert({ id: newId(), name: texts, updatedAt: this.clock.date() });
      await this.trail.note(actor, 'product-set.created', undefined, set);
      return set;
    });
    return shown(after, await this.reader.wording());
  }

  /** Throws `not-found`, `version-changed`. */
  async rename(
    actor: Actor,
    id: string,
    { name }: BodyOf<typeof updateProductSet>,
    version: number,
  ): Promise<ProductSet> {
    const after = await this.transactions.run(async () => {
      const before = await this.#find(id);
      const texts = name === undefined ? before.name : await this.reader.renamed(before.name, name);
      const set = await this.sets.update({ id, version }, { name: texts, updatedAt: this.clock.date() });
      if (!set) throw new ClubError('version-changed');
      await this.trail.note(actor, 'product-set.changed', before, set);
      return set;
    });
    return shown(after, await this.reader.wording());
  }

  /** All or nothing. Throws `not-found`, and the refusals of `readSkuFile`. */
  async replace(actor: Actor, id: string, file: Readable): Promise<ReplyOf<typeof putProductSetSkus>> {
    await this.#find(id);
    const { skus, repeated } = await readSkuFile(file);
    const { after, ...counts } = await this.transactions.run(async () => {
      await this.sets.lock(id);
      const before = await this.#find(id);
      const replaced = await this.sets.replace(id, skus);
      const set = await this.sets.update({ id }, { skus: skus.length, updatedAt: this.clock.date() });
      if (!set) throw new ClubError('not-found');
      await this.trail.note(actor, 'product-set.replaced', before, set);
      return { after: set, ...replaced, unknown: await this.sets.unknown(id) };
    });
    return { ...shown(after, await this.reader.wording()), ...counts, repeated };
  }

  /** Throws `not-found`, `product-set-in-use`. */
  async remove(actor: Actor, id: string): Promise<void> {
    await this.transactions.run(async () => {
      await this.sets.lock(id);
      const before = await this.#find(id);
      const uses = await this.uses.of('product-set', id);
      if (uses.length > 0) throw new ClubError('product-set-in-use', await this.#named(uses));
      await this.sets.remove(id);
      await this.trail.note(actor, 'product-set.removed', before, undefined);
    });
  }

  /** Throws `not-found`. */
  async skus(id: string, { query, cursor, limit }: QueryOf<typeof listProductSetSkus>): Promise<Skus> {
    await this.#find(id);
    const after = readCursor(cursor, 'text');
    const rows = await this.sets.skus(id, query || null, after?.[0] ?? null, limit + 1);
    const { of } = await this.reader.wording();
    return page(
      rows,
      limit,
      ({ sku, name }) => ({ sku, name: name && of(name) }),
      ({ sku }) => [sku],
    );
  }

  /** Names by id, of all sets. */
  async names({ of }: Pick<Wording, 'of'>): Promise<ReadonlyMap<string, string>> {
    return new Map((await this.sets.all()).map(({ id, name }) => [id, of(name)]));
  }

  /** For people who call the API; the page of the set shows the same with links. */
  async #named(uses: readonly NamedUse[]): Promise<string> {
    const { of } = await this.reader.wording();
    return `Used by: ${uses.map(({ type, name }) => `${of(name)} (${type})`).join(', ')}`;
  }

  async #find(id: string): Promise<ProductSetRecord> {
    const found = await this.sets.find(id);
    if (!found) throw new ClubError('not-found');
    return found;
  }
}

const shown = ({ id, version, name, skus, updatedAt }: ProductSetRecord, wording: Wording): ProductSet =>
  named({ id, version, name, skus, updatedAt: toInstant(updatedAt) }, wording);
