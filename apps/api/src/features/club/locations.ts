import { Injectable } from '@nestjs/common';
import type { BodyOf, listLocations, QueryOf, updateLocation } from '@regulars/contracts';
import { mayWorkAt, type Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { Page } from '../../platform/http/cursor.ts';
import { sortedPage } from '../../platform/http/sorted.ts';
import { newId } from '../../platform/ids.ts';
import { ClubChanges } from './club-changes.ts';
import { LocationsRepository } from './locations.repository.ts';
import { Reader, type Wording } from './reader.ts';
import type { LocationRecord, NewLocation } from './records.ts';
import { Remembered } from './remembered.ts';

interface Known {
  readonly byCode: ReadonlyMap<string, LocationRecord>;
  readonly byId: ReadonlyMap<string, LocationRecord>;
}

/** The club's shops and online shops. */
@Injectable()
export class Locations {
  readonly #known: Remembered<Known>;

  constructor(
    private readonly locations: LocationsRepository,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly changes: ClubChanges,
    private readonly reader: Reader,
  ) {
    this.#known = new Remembered(transactions, () => this.#load());
    changes.onChange(() => this.#known.forget());
  }

  /** From memory. */
  async byCode(code: string): Promise<LocationRecord | undefined> {
    return (await this.#known.get()).byCode.get(code);
  }

  /** From memory. */
  async byId(id: string): Promise<LocationRecord | undefined> {
    return (await this.#known.get()).byId.get(id);
  }

  /** From memory, by code. */
  async all(): Promise<readonly LocationRecord[]> {
    return [...(await this.#known.get()).byCode.values()];
  }

  /** Their names in the reader's language, by id. */
  async names(): Promise<ReadonlyMap<string, string>> {
    const { of } = await this.reader.wording();
    return new Map((await this.all()).map(({ id, name }) => [id, of(name)]));
  }

  /** Its name in the club's language, for what is published once for all readers. */
  async nameForAll({ name }: LocationRecord): Promise<string> {
    return (await this.reader.clubWording()).of(name);
  }

  /** Names are in the reader's language. */
  async list(query: QueryOf<typeof listLocations>, wordOf: Wording['of']): Promise<Page<LocationRecord>> {
    return sortedPage(await this.locations.all(), query, {
      by: {
        code: ({ code }) => code,
        name: ({ name }) => wordOf(name),
        kind: ({ kind }) => kind,
        currency: ({ currency }) => currency,
        active: ({ active }) => active,
      },
      usual: 'code',
    });
  }

  /** Throws `already-taken` if the code is in use. */
  async create(actor: Actor, location: NewLocation): Promise<LocationRecord> {
    const [created] = await this.createMany(actor, [location]);
    if (!created) throw new Error('insert returned no row');
    return created;
  }

  /** All or none. Throws `already-taken` if one of the codes is in use. */
  async createMany(actor: Actor, locations: readonly NewLocation[]): Promise<LocationRecord[]> {
    for (const { taxRates } of locations) assertRatesOnce(taxRates);
    const added: LocationRecord[] = [];
    for (const location of locations)
      added.push({ ...location, name: await this.reader.texts(location.name), id: newId(), version: 1 });
    return this.transactions.run(async () => {
      const created = await this.locations.insert(added);
      if (created.length < locations.length)
        throw ClubError.field('already-taken', '/code', 'another location has this code');
      for (const after of created)
        await this.audit.record(actor, { action: 'location.created', subject: subjectOf(after), after });
      await this.changes.announce('location');
      return created;
    });
  }

  /** Throws `not-found`, or `version-changed` if someone else was faster. */
  async change(
    actor: Actor,
    id: string,
    { name, ...patch }: BodyOf<typeof updateLocation>,
    expectedVersion: number,
  ): Promise<LocationRecord> {
    assertRatesOnce(patch.taxRates ?? []);
    return this.transactions.run(async () => {
      const before = (await this.#load()).byId.get(id);
      if (!before || !mayWorkAt(actor, id)) throw new ClubError('not-found');
      const renamed = name === undefined ? before.name : await this.reader.renamed(before.name, name);
      const after = await this.locations.update({ ...before, ...patch, name: renamed }, expectedVersion);
      if (!after) throw new ClubError('version-changed');
      await this.audit.record(actor, {
        action: 'location.changed',
        subject: subjectOf(after),
        before,
        after,
      });
      await this.changes.announce('location', id);
      return after;
    });
  }

  async #load(): Promise<Known> {
    const all = await this.locations.all();
    return {
      byCode: new Map(all.map((location) => [location.code, location])),
      byId: new Map(all.map((location) => [location.id, location])),
    };
  }
}

const assertRatesOnce = (rates: readonly number[]): void => {
  for (const [index, rate] of rates.entries())
    if (rates.indexOf(rate) < index)
      throw ClubError.field('invalid-request', `/taxRates/${index}`, 'each rate once');
};

const subjectOf = ({ id }: LocationRecord): { type: string; id: string } => ({ type: 'location', id });
