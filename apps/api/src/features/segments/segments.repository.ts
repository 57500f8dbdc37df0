import { Injectable } from '@nestjs/common';
import { IsNull, Not, type Repository } from 'typeorm';
import { Clock } from '../../platform/clock.ts';
import { change, insert } from '../../platform/database/entity-writes.ts';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Names } from '../../platform/names.ts';
import { ConditionReferences } from '../club/index.ts';
import { SegmentEntity } from './entities/segment.entity.ts';
import type { SegmentRecord } from './segment.ts';
import { statement } from './statements.ts';

const names = statement('segment-names', 'select id, name from segments where id = any($1::uuid[])');
const hold = statement(
  'segment-hold',
  'select id from segments where id = any($1::uuid[]) and removed_at is null order by id for share',
);
const lock = statement('segment-lock', 'select id from segments where id = $1 for update');
const remove = statement('segment-remove', 'update segments set removed_at = $2 where id = $1');
const restore = statement('segment-restore', 'update segments set removed_at = null where id = $1');
const sweep = statement(
  'segments-sweep',
  `with gone as (delete from segments where removed_at < $1 returning id),
     emptied as (delete from member_segments where segment_id in (select id from gone))
   delete from segment_changes where segment_id in (select id from gone)`,
);
const fills = statement(
  'segment-fills',
  `select segment_id as id, members, filled_at is not null as filled,
     settled_at is not null and copy_of is null as settled
   from segment_fills where $1::uuid is null or segment_id = $1`,
);
const begin = statement(
  'segment-begin',
  `insert into segment_fills (segment_id, copy_of, filled_at, settled_at) values ($1, $2, $3, $3)`,
);
const again = statement(
  'segment-settle-again',
  'update segment_fills set settled_at = null where segment_id = any($1)',
);
const isCopied = statement('segment-is-copied', 'select segment_id from segment_fills where copy_of = $1');
const want = statement(
  'segments-want-changed',
  `update changed_members_wanted set wanted = decided.any
   from (select exists (select from segments where condition is not null and removed_at is null) as any) decided where wanted <> decided.any`,
);
const sizes = statement(
  'segment-latest-sizes',
  `select segment_id as id, day, members from segment_sizes where day > $1::date - 30 order by day`,
);

@Injectable()
export class SegmentsRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    registry: Names,
    references: ConditionReferences,
  ) {
    registry.register('segment', names);
    references.register({
      source: 'segment',
      problem: 'unknown-segment',
      hold: (ids) => this.#hold(ids),
    });
  }

  async all(): Promise<SegmentRecord[]> {
    return this.#rows.findBy({ removedAt: IsNull() });
  }

  /** Those that were removed within a day. */
  async removed(): Promise<SegmentRecord[]> {
    return this.#rows.findBy({ removedAt: Not(IsNull()) });
  }

  async find(id: string): Promise<SegmentRecord | null> {
    return this.#rows.findOneBy({ id, removedAt: IsNull() });
  }

  async findRemoved(id: string): Promise<SegmentRecord | null> {
    return this.#rows.findOneBy({ id, removedAt: Not(IsNull()) });
  }

  /** A list is complete at once, unless it copies the members of another segment. */
  async insert(
    segment: Omit<SegmentRecord, 'version' | 'createdAt' | 'updatedAt'>,
    copyOf: string | null = null,
  ): Promise<SegmentRecord> {
    const now = this.clock.date();
    const added = await insert(this.#rows, { ...segment, version: 1, createdAt: now, updatedAt: now });
    await this.transactions.query(begin, [segment.id, copyOf, segment.condition ? null : now]);
    await this.transactions.query(want);
    return added;
  }

  /** Undefined if it no longer has this version. */
  async update(
    known: { readonly id: string; readonly version: number },
    values: Pick<SegmentRecord, 'name' | 'condition' | 'announced'>,
  ): Promise<SegmentRecord | undefined> {
    return change(this.#rows, known, { ...values, updatedAt: this.clock.date() });
  }

  /** All members are decided again for these. */
  async settleAgain(ids: readonly string[]): Promise<void> {
    await this.transactions.query(again, [ids]);
  }

  /** Its members stay in it until the sweep. */
  async remove(id: string): Promise<void> {
    await this.transactions.query(remove, [id, this.clock.date()]);
    await this.transactions.query(want);
  }

  /** All members are decided again. */
  async restore(id: string): Promise<void> {
    await this.transactions.query(restore, [id]);
    await this.settleAgain([id]);
    await this.transactions.query(want);
  }

  /** Deletes what was removed before. */
  async sweep(before: Date): Promise<void> {
    await this.transactions.query(sweep, [before]);
  }

  /** Nobody else can change it or begin to name it before the end of the transaction. */
  async lock(id: string): Promise<void> {
    await this.transactions.query(lock, [id]);
  }

  async isCopied(id: string): Promise<boolean> {
    return (await this.transactions.query(isCopied, [id])).length > 0;
  }

  /** Of one segment, or of all. */
  async fills(id: string | null = null): Promise<ReadonlyMap<string, RowOf<typeof fills>>> {
    return new Map((await this.transactions.query(fills, [id])).map((fill) => [fill.id, fill]));
  }

  /** Of the 30 days until this one. */
  async sizes(today: string): Promise<RowOf<typeof sizes>[]> {
    return this.transactions.query(sizes, [today]);
  }

  async #hold(ids: readonly string[]): Promise<string[]> {
    return (await this.transactions.query(hold, [ids])).map(({ id }) => id);
  }

  get #rows(): Repository<SegmentEntity> {
    return this.transactions.entities(SegmentEntity);
  }
}
