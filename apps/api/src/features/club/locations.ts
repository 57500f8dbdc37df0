import { Injectable } from '@nestjs/common';
import type {
  BodyOf,
  createLocation,
  listLocations,
  Location,
  QueryOf,
  updateLocation,
} from '@regulars/contracts';
import { mayWorkAt, type Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { Page } from '../../platform/http/cursor.ts';
import { sortedPage } from '../../platform/http/sorted.ts';
import { newId } from '../../platform/ids.ts';
import { ClubChanges } from './club-changes.ts';
import { LocationsRepository } from './locations.repository.ts';
import { Remembered } from './remembered.ts';

export type NewLocation = BodyOf<typeof createLocation>;

interface Known {
  readonly byCode: ReadonlyMap<string, Location>;
  readonly byId: ReadonlyMap<string, Location>;
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
  ) {
    this.#known = new Remembered(transactions, () => this.#load());
    changes.onChange(() => this.#known.forget());
  }

  /** From memory. */
  async byCode(code: string): Promise<Location | undefined> {
    return (await this.#known.get()).byCode.get(code);
  }

  /** From memory. */
  async byId(id: string): Promise<Location | undefined> {
    return (await this.#known.get()).byId.get(id);
  }

  /** From memory, by code. */
  async all(): Promise<readonly Location[]> {
    return [...(await this.#known.get()).byCode.values()];
  }

  async list(query: QueryOf<typeof listLocations>): Promise<Page<Location>> {
    return sortedPage(await this.locations.all(), query, {
      by: {
        code: ({ code }) => code,
        name: ({ name }) => name,
        kind: ({ kind }) => kind,
        currency: ({ currency }) => currency,
        active: ({ active }) => active,
      },
      usual: 'code',
    });
  }

  /** Throws `already-taken` if the code is in use. */
  async create(actor: Actor, location: NewLocation): Promise<Location> {
    const [created] = await this.createMany(actor, [location]);
    if (!created) throw new Error('insert returned no row');
    return created;
  }

  /** All or none. Throws `already-taken` if one of the codes is in use. */
  async createMany(actor: Actor, locations: readonly NewLocation[]): Promise<Location[]> {
    for (const { taxRates } of locations) assertRatesOnce(taxRates);
    return this.transactions.run(async () => {
      const created = await this.locations.insert(
        locations.map((location) => ({ ...location, id: newId(), version: 1 })),
      );
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
    patch: BodyOf<typeof updateLocation>,
    expectedVersion: number,
  ): Promise<Location> {
    assertRatesOnce(patch.taxRates ?? []);
    return this.transactions.run(async () => {
      const before = (await this.#load()).byId.get(id);
      if (!before || !mayWorkAt(actor, id)) throw new ClubError('not-found');
      const after = await this.locations.update({ ...before, ...patch }, expectedVersion);
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

const subjectOf = ({ id }: Location): { type: string; id: string } => ({ type: 'location', id });
