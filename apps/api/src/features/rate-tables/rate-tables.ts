import { Injectable } from '@nestjs/common';
import {
  mostRateTables,
  type BodyOf,
  type createRateTable,
  type listRateTables,
  type QueryOf,
  type RateTable,
  type updateRateTable,
  type UsedRateTable,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { Page } from '../../platform/http/cursor.ts';
import { sortedPage } from '../../platform/http/sorted.ts';
import { isId, newId } from '../../platform/ids.ts';
import { named, Reader, type Wording } from '../club/index.ts';
import { RateTableUses } from './rate-table-uses.ts';
import { RateTablesRepository } from './rate-tables.repository.ts';
import { RateVersions, type ToldVersions } from './rate-versions.ts';
import type { RateTableRecord } from './records.ts';
import { TableTrail } from './table-trail.ts';

/** Named tables of rates by article and location, which rules name by id. */
@Injectable()
export class RateTables {
  constructor(
    private readonly tables: RateTablesRepository,
    private readonly versions: RateVersions,
    private readonly uses: RateTableUses,
    private readonly reader: Reader,
    private readonly trail: TableTrail,
    private readonly transactions: Transactions,
  ) {}

  /** By name, in the reader's language. */
  async list(query: QueryOf<typeof listRateTables>): Promise<Page<RateTable>> {
    const wording = await this.reader.wording();
    const versions = await this.versions.ofAll();
    const rows = (await this.tables.all()).map((row) => shown(row, versions.get(row.id) ?? none, wording));
    return sortedPage(rows, query, { by: { name: ({ name }) => name }, usual: 'name' });
  }

  /** Throws `not-found`. */
  async byId(id: string): Promise<UsedRateTable> {
    const wording = await this.reader.wording();
    const table = await this.#find(id);
    const versions = await this.versions.of(id);
    const usedBy = (await this.uses.of(id)).map(({ name, ...use }) => ({ ...use, name: wording.of(name) }));
    return { ...shown(table, versions, wording), versions: versions.latest, usedBy };
  }

  /** Throws `too-many-rate-tables`. */
  async create(actor: Actor, { name, currency }: BodyOf<typeof createRateTable>): Promise<RateTable> {
    const texts = await this.reader.texts(name);
    const after = await this.transactions.run(async () => {
      if ((await this.tables.all()).length >= mostRateTables) throw new ClubError('too-many-rate-tables');
      const table = await this.tables.insert({ id: newId(), name: texts, currency });
      await this.trail.note(actor, 'rate-table.created', undefined, table);
      return table;
    });
    return shown(after, none, await this.reader.wording());
  }

  /** Throws `not-found`, `version-changed`. */
  async rename(
    actor: Actor,
    id: string,
    { name }: BodyOf<typeof updateRateTable>,
    version: number,
  ): Promise<RateTable> {
    const after = await this.transactions.run(async () => {
      const before = await this.#find(id);
      const texts = name === undefined ? before.name : await this.reader.renamed(before.name, name);
      const table = await this.tables.update({ id, version }, { name: texts });
      if (!table) throw new ClubError('version-changed');
      await this.trail.note(actor, 'rate-table.changed', before, table);
      return table;
    });
    return shown(after, await this.versions.of(id), await this.reader.wording());
  }

  /** Throws `not-found`, `rate-table-in-use`. */
  async remove(actor: Actor, id: string): Promise<void> {
    await this.transactions.run(async () => {
      await this.tables.lock(id);
      const before = await this.#find(id);
      const uses = await this.uses.of(id);
      if (uses.length > 0) {
        const { of } = await this.reader.wording();
        throw new ClubError('rate-table-in-use', `Used by: ${uses.map(({ name }) => of(name)).join(', ')}`);
      }
      await this.tables.remove(id);
      await this.trail.note(actor, 'rate-table.removed', before, undefined);
    });
  }

  /** Call it in the transaction that stores the rule. Throws `unknown-rate-table` at the pointer. */
  async assertKnown(id: string, pointer: string): Promise<void> {
    if (!isId(id) || !(await this.tables.hold(id)))
      throw ClubError.field('unknown-rate-table', pointer, 'unknown rate table');
  }

  async #find(id: string): Promise<RateTableRecord> {
    const found = await this.tables.find(id);
    if (!found) throw new ClubError('not-found');
    return found;
  }
}

const none: ToldVersions = { live: null, latest: [] };

const shown = (
  { id, version, name, currency, updatedAt }: RateTableRecord,
  { live }: ToldVersions,
  wording: Wording,
): RateTable => named({ id, version, name, currency, live, updatedAt: toInstant(updatedAt) }, wording);
