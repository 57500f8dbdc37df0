import { Injectable } from '@nestjs/common';
import type { RowOf } from '../../platform/database/statement.ts';
import type { Repository } from 'typeorm';
import { change, insert, remove } from '../../platform/database/entity-writes.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Names } from '../../platform/names.ts';
import { ConditionReferences } from './condition-references.ts';
import { ProductSetEntity } from './entities/product-set.entity.ts';
import type { ProductSetRecord } from './records.ts';
import { statement } from './statements.ts';

const names = statement('product-set-names', 'select id, name from product_sets where id = any($1::uuid[])');
const versions = statement('product-set-versions', 'select id, version from product_sets order by id');
/** In one statement, so that the numbers are those of the version. */
const members = statement(
  'product-set-members',
  `select s.id, s.version, array(select k.sku from product_set_skus k where k.set_id = s.id) as skus
   from product_sets s where s.id = any($1::uuid[])`,
);
const hold = statement(
  'product-set-hold',
  'select id from product_sets where id = any($1::uuid[]) order by id for share',
);
const lock = statement('product-set-lock', 'select id from product_sets where id = $1 for update');
const drop = statement(
  'product-set-drop-skus',
  `delete from product_set_skus k where k.set_id = $1
     and not exists (select from unnest($2::text[]) as kept(sku) where kept.sku = k.sku) returning k.sku`,
);
const add = statement(
  'product-set-add-skus',
  `insert into product_set_skus (set_id, sku) select $1::uuid, sku from unnest($2::text[]) as added(sku)
   on conflict do nothing returning sku`,
);
const unknown = statement(
  'product-set-unknown-skus',
  `select count(*) as unknown from product_set_skus k
   where k.set_id = $1 and not exists (select from products p where p.sku = k.sku)`,
);
const list = statement(
  'product-set-list-skus',
  `select k.sku, p.name from product_set_skus k left join products p on p.sku = k.sku
   where k.set_id = $1 and ($2::text is null or starts_with(k.sku, $2)) and ($3::text is null or k.sku > $3)
   order by k.sku limit $4`,
);

export interface ReplacedSkus {
  readonly added: number;
  readonly removed: number;
}

@Injectable()
export class ProductSetsRepository {
  constructor(
    private readonly transactions: Transactions,
    registry: Names,
    references: ConditionReferences,
  ) {
    registry.register('product-set', names);
    references.register({
      source: 'product-set',
      problem: 'unknown-product-set',
      hold: (ids) => this.#hold(ids),
    });
  }

  async all(): Promise<ProductSetRecord[]> {
    return this.#rows.find();
  }

  async find(id: string): Promise<ProductSetRecord | null> {
    return this.#rows.findOneBy({ id });
  }

  async insert(set: Pick<ProductSetRecord, 'id' | 'name' | 'updatedAt'>): Promise<ProductSetRecord> {
    return insert(this.#rows, { ...set, version: 1, skus: 0 });
  }

  /** Undefined if it no longer has this version; any version if absent. */
  async update(
    known: { readonly id: string; readonly version?: number },
    values: Partial<Pick<ProductSetRecord, 'name' | 'skus' | 'updatedAt'>>,
  ): Promise<ProductSetRecord | undefined> {
    return change(this.#rows, known, values);
  }

  async remove(id: string): Promise<void> {
    await remove(this.#rows, { id });
  }

  async #hold(ids: readonly string[]): Promise<string[]> {
    return (await this.transactions.query(hold, [ids])).map(({ id }) => id);
  }

  /** Nobody else can change or begin to use it before the end of the transaction. */
  async lock(id: string): Promise<void> {
    await this.transactions.query(lock, [id]);
  }

  async versions(): Promise<RowOf<typeof versions>[]> {
    return this.transactions.query(versions);
  }

  async members(ids: readonly string[]): Promise<RowOf<typeof members>[]> {
    return this.transactions.query(members, [ids]);
  }

  async replace(id: string, skus: readonly string[]): Promise<ReplacedSkus> {
    const removed = await this.transactions.query(drop, [id, skus]);
    const added = await this.transactions.query(add, [id, skus]);
    return { added: added.length, removed: removed.length };
  }

  /** How many have no product. */
  async unknown(id: string): Promise<number> {
    return (await this.transactions.query(unknown, [id]))[0]?.unknown ?? 0;
  }

  async skus(
    id: string,
    start: string | null,
    after: string | null,
    limit: number,
  ): Promise<RowOf<typeof list>[]> {
    return this.transactions.query(list, [id, start, after, limit]);
  }

  get #rows(): Repository<ProductSetEntity> {
    return this.transactions.entities(ProductSetEntity);
  }
}
