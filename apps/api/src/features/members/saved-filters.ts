import { Injectable } from '@nestjs/common';
import type { BodyOf, changeSavedFilter, SavedFilter, saveFilter } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { newId } from '../../platform/ids.ts';
import { Names, type Name } from '../../platform/names.ts';
import { SavedFiltersRepository, type SavedFilterRow } from './saved-filters.repository.ts';

const most = 100;

/** Filters of the member list that people keep. */
@Injectable()
export class SavedFilters {
  constructor(
    private readonly filters: SavedFiltersRepository,
    private readonly transactions: Transactions,
    private readonly names: Names,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor): Promise<SavedFilter[]> {
    return this.#show(actor, await this.filters.list(personOf(actor)));
  }

  /** Throws `too-many-saved-filters`, and `already-taken` if the person has filters of this name. */
  async save(actor: Actor, { name, query, shared }: BodyOf<typeof saveFilter>): Promise<SavedFilter> {
    const accountId = personOf(actor);
    if ((await this.filters.count(accountId)) >= most) throw new ClubError('too-many-saved-filters');
    const row = { id: newId(), account_id: accountId, name, query, shared, created_at: this.clock.date() };
    const stored = await this.filters.insert(row);
    if (!stored) throw ClubError.field('already-taken', '/name', 'you have filters of this name');
    return this.#showOne(actor, stored);
  }

  /** Throws `not-found` for those of others, `already-taken`. */
  async change(actor: Actor, id: string, patch: BodyOf<typeof changeSavedFilter>): Promise<SavedFilter> {
    const accountId = personOf(actor);
    return this.transactions.run(async () => {
      const before = await this.filters.findOwn(id, accountId);
      if (!before) throw new ClubError('not-found');
      const { name = before.name, shared = before.shared } = patch;
      if (await this.filters.isNameTaken(accountId, name, id))
        throw ClubError.field('already-taken', '/name', 'you have filters of this name');
      const row = await this.filters.update(id, name, shared);
      if (!row) throw new ClubError('not-found');
      return this.#showOne(actor, row);
    });
  }

  /** Throws `not-found` for those of others. */
  async remove(actor: Actor, id: string): Promise<void> {
    if (!(await this.filters.remove(id, personOf(actor)))) throw new ClubError('not-found');
  }

  async #showOne(actor: Actor, row: SavedFilterRow): Promise<SavedFilter> {
    const [shown] = await this.#show(actor, [row]);
    if (!shown) throw new ClubError('unexpected');
    return shown;
  }

  async #show(actor: Actor, rows: readonly SavedFilterRow[]): Promise<SavedFilter[]> {
    const names = await this.names.of(
      'account',
      rows.map((row) => row.account_id),
    );
    return rows.map((row) => ({
      id: row.id,
      name: row.name,
      query: row.query,
      shared: row.shared,
      own: row.account_id === actor.id,
      savedBy: textOf(names.get(row.account_id)),
      createdAt: toInstant(row.created_at),
    }));
  }
}

const textOf = (name: Name | undefined): string => (typeof name === 'string' ? name : '');

const personOf = (actor: Actor): string => {
  if (actor.kind !== 'account') throw new ClubError('not-allowed', 'Not available to API keys');
  return actor.id;
};
