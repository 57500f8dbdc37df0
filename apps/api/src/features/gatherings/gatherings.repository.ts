import { Injectable } from '@nestjs/common';
import { In, type Repository } from 'typeorm';
import { change, insert } from '../../platform/database/entity-writes.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Names } from '../../platform/names.ts';
import type { Reminder } from '@regulars/loyalty';
import { GatheringEntity } from './entities/gathering.entity.ts';
import type { GatheringRow } from './gathering.ts';
import { statement } from './statements.ts';

const lock = statement('gathering-lock', 'select id from gatherings where id = $1 for update');
const lockComing = statement(
  'gatherings-lock-coming',
  `select id from gatherings
   where ($1::uuid is null or community_id = $1) and state = 'planned' and ends_at > $2
   order by id for update`,
);
// Both lists go one way in time from a moment: a page of those to come, or of the past ones.
const coming = statement(
  'gatherings-coming',
  `select id, starts_at as "startsAt" from gatherings
   where community_id = any($1::uuid[]) and ends_at > $2 and ($3::boolean or state = 'planned' or (state = 'cancelled' and starts_at > $2))
     and ($4::timestamptz is null or (starts_at, id) > ($4, $5::uuid))
   order by starts_at, id limit $6`,
);
const past = statement(
  'gatherings-past',
  `select id, starts_at as "startsAt" from gatherings
   where community_id = any($1::uuid[]) and ends_at <= $2 and ($3::boolean or state = 'planned')
     and ($4::timestamptz is null or (starts_at, id) < ($4, $5::uuid))
   order by starts_at desc, id desc limit $6`,
);
const here = statement(
  'gatherings-here',
  `select id from gatherings where location_id = $1 and state = 'planned' and starts_at < $2 and ends_at > $3
   order by starts_at, id limit 50`,
);
const soon = statement(
  'gatherings-soon',
  `select id from gatherings
   where state = 'planned' and starts_at > $1 and starts_at <= $2 and reminded is distinct from 'hours' order by id`,
);
const remind = statement('gathering-remind', 'update gatherings set reminded = $2 where id = $1');
const namesStatement = statement(
  'gathering-names',
  'select id, to_jsonb(title) as name from gatherings where id = any($1::uuid[])',
);

export interface ListedFrom {
  readonly communityIds: readonly string[];
  readonly when: 'coming' | 'past';
  readonly now: Date;
  /** With drafts, and all that were cancelled. */
  readonly all: boolean;
}

@Injectable()
export class GatheringsRepository {
  constructor(
    private readonly transactions: Transactions,
    names: Names,
  ) {
    names.register('gathering', namesStatement);
  }

  async find(id: string): Promise<GatheringRow | null> {
    return this.#rows.findOneBy({ id });
  }

  /** Until the transaction ends nobody else gets or loses a place. */
  async lock(id: string): Promise<GatheringRow | null> {
    await this.transactions.query(lock, [id]);
    return this.find(id);
  }

  /** Those to come of a community, or of all, each locked, in the order that every caller takes. */
  async lockComing(communityId: string | null, now: Date): Promise<GatheringRow[]> {
    const ids = (await this.transactions.query(lockComing, [communityId, now])).map(({ id }) => id);
    return this.byIds(ids);
  }

  /** In the order of the ids. */
  async byIds(ids: readonly string[]): Promise<GatheringRow[]> {
    if (ids.length === 0) return [];
    const rows = new Map((await this.#rows.findBy({ id: In([...ids]) })).map((row) => [row.id, row]));
    return ids.flatMap((id) => rows.get(id) ?? []);
  }

  async list(
    { communityIds, when, now, all }: ListedFrom,
    after: readonly [string, string] | null,
    limit: number,
  ): Promise<GatheringRow[]> {
    const place = after ? ([new Date(after[0]), after[1]] as const) : ([null, null] as const);
    const values = [communityIds, now, all, ...place, limit] as const;
    const rows = await this.transactions.query(when === 'coming' ? coming : past, values);
    return this.byIds(rows.map(({ id }) => id));
  }

  /** Planned ones at a location that begin before `until` and end after `since`. */
  async here(locationId: string, until: Date, since: Date): Promise<GatheringRow[]> {
    const rows = await this.transactions.query(here, [locationId, until, since]);
    return this.byIds(rows.map(({ id }) => id));
  }

  /** Planned ones of which members may have to be reminded. */
  async soon(after: Date, until: Date): Promise<string[]> {
    return (await this.transactions.query(soon, [after, until])).map(({ id }) => id);
  }

  async setReminded(id: string, reminder: Reminder): Promise<void> {
    await this.transactions.query(remind, [id, reminder]);
  }

  async insert(row: Omit<GatheringRow, 'version'>): Promise<GatheringRow> {
    return insert(this.#rows, row);
  }

  /** Undefined if someone else was faster. */
  async update(row: GatheringRow): Promise<GatheringRow | undefined> {
    const { id, version, ...content } = row;
    return change(this.#rows, { id, version }, content);
  }

  get #rows(): Repository<GatheringEntity> {
    return this.transactions.entities(GatheringEntity);
  }
}
