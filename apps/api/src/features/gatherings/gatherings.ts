import { Injectable } from '@nestjs/common';
import type { Gathering, listGatherings, QueryOf } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { page, readCursor, type Page } from '../../platform/http/cursor.ts';
import { newId } from '../../platform/ids.ts';
import { GatheringChanges } from './gathering-changes.ts';
import { assertSound, type GatheringContent, type GatheringRow } from './gathering.ts';
import { GatheringsRepository } from './gatherings.repository.ts';
import { GatheringView } from './gathering-view.ts';

/** The gatherings of communities, for managers. */
@Injectable()
export class Gatherings {
  constructor(
    private readonly gatherings: GatheringsRepository,
    private readonly changes: GatheringChanges,
    private readonly view: GatheringView,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Throws `not-found`. */
  async list(communityId: string, query: QueryOf<typeof listGatherings>): Promise<Page<Gathering>> {
    await this.view.assertCommunity(communityId);
    const { when, limit } = query;
    const from = { communityIds: [communityId], when, now: this.clock.date(), all: true };
    const after = readCursor(query.cursor, 'moment', 'id');
    const listed = page(
      await this.gatherings.list(from, after, limit + 1),
      limit,
      (row) => row,
      ({ startsAt, id }) => [toInstant(startsAt), id],
    );
    return { ...listed, data: await this.view.show(listed.data) };
  }

  /** Throws `not-found`. */
  async find(id: string): Promise<Gathering> {
    return this.view.one(await this.#known(id));
  }

  /** Throws `not-found`, `invalid-request`, `unknown-location`. */
  async create(actor: Actor, communityId: string, content: GatheringContent): Promise<Gathering> {
    assertSound(content);
    return this.transactions.run(async () => {
      await this.view.assertCommunity(communityId);
      const row = await this.gatherings.insert({
        id: newId(),
        communityId,
        ...(await this.changes.rowOf(content)),
        ...{ reason: null, revision: 0, reminded: null, updatedAt: this.clock.date() },
      });
      return this.#tell(actor, 'gathering.created', row);
    });
  }

  /** Throws `not-found`, `version-changed`, `already-cancelled`, `invalid-request`, `unknown-location`. */
  async replace(actor: Actor, id: string, content: GatheringContent, version: number): Promise<Gathering> {
    assertSound(content);
    return this.transactions.run(async () => {
      const before = await this.#locked(id);
      if (before.state === 'cancelled') throw new ClubError('already-cancelled');
      const shown = await this.view.one(before);
      const next = { ...before, ...(await this.changes.rowOf(content)), version };
      const after = await this.gatherings.update(this.changes.revised(before, next, this.clock.date()));
      if (!after) throw new ClubError('version-changed');
      await this.changes.tell(before, after);
      return this.#tell(actor, 'gathering.changed', after, shown);
    });
  }

  /** Throws `not-found`, `already-cancelled`. */
  async cancel(actor: Actor, id: string, reason: string | null): Promise<Gathering> {
    return this.transactions.run(async () => {
      const before = await this.#locked(id);
      if (before.state === 'cancelled') throw new ClubError('already-cancelled');
      const { revision } = before;
      const cancelled = { ...before, state: 'cancelled' as const, reason, revision: revision + 1 };
      const after = await this.gatherings.update({ ...cancelled, updatedAt: this.clock.date() });
      if (!after) throw new ClubError('version-changed');
      await this.changes.tell(before, after);
      return this.#tell(actor, 'gathering.cancelled', after);
    });
  }

  async #locked(id: string): Promise<GatheringRow> {
    const row = await this.gatherings.lock(id);
    if (!row) throw new ClubError('not-found');
    return row;
  }

  async #known(id: string): Promise<GatheringRow> {
    const row = await this.gatherings.find(id);
    if (!row) throw new ClubError('not-found');
    return row;
  }

  async #tell(actor: Actor, action: string, row: GatheringRow, before?: Gathering): Promise<Gathering> {
    const after = await this.view.one(row);
    await this.changes.announce(row);
    await this.audit.record(actor, { action, subject: { type: 'gathering', id: row.id }, before, after });
    return after;
  }
}
