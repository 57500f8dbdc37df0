import { Injectable } from '@nestjs/common';
import {
  communityStates,
  mostCommunities,
  type Community,
  type listCommunities,
  type QueryOf,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { Page } from '../../platform/http/cursor.ts';
import { sortedPage } from '../../platform/http/sorted.ts';
import { newId } from '../../platform/ids.ts';
import { Reader } from '../club/index.ts';
import { CommunityChecks } from './community-checks.ts';
import { CommunitiesRepository } from './communities.repository.ts';
import { assertSound, showCommunity, type CommunityContent, type CommunityRow } from './community.ts';

/** The communities of the club, for managers. */
@Injectable()
export class Communities {
  constructor(
    private readonly communities: CommunitiesRepository,
    private readonly checks: CommunityChecks,
    private readonly reader: Reader,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** By name, if the caller wants no other order; names in the reader's language. */
  async list(query: QueryOf<typeof listCommunities>): Promise<Page<Community>> {
    const { of } = await this.reader.wording();
    const wanted = query.query?.toLowerCase() ?? '';
    return sortedPage(await this.#shown(await this.communities.all()), query, {
      by: {
        created: 'id',
        name: ({ name }) => of(name),
        state: ({ state }) => communityStates.indexOf(state),
        members: ({ members }) => members,
        asking: ({ asking }) => asking,
      },
      usual: 'name',
      shows: ({ name, state }) =>
        (query.state === undefined || query.state === state) &&
        Object.values(name).some((text) => text.toLowerCase().includes(wanted)),
    });
  }

  /** Throws `not-found`. */
  async find(id: string): Promise<Community> {
    return this.#one(await this.known(id));
  }

  /** Throws `invalid-request`, `unknown-product-set`, `unknown-interest`, `too-many-communities`. */
  async create(actor: Actor, content: CommunityContent): Promise<Community> {
    return this.transactions.run(async () => {
      await this.communities.lockAll();
      if ((await this.communities.count()) >= mostCommunities) throw new ClubError('too-many-communities');
      await this.#assertPossible(content);
      const row = await this.communities.insert({ id: newId(), ...content, updatedAt: this.clock.date() });
      return this.#tell(actor, 'community.created', row);
    });
  }

  /** Throws `not-found`, `version-changed`, `invalid-request`, `unknown-product-set`, `unknown-interest`. */
  async replace(actor: Actor, id: string, content: CommunityContent, version: number): Promise<Community> {
    return this.transactions.run(async () => {
      await this.#assertPossible(content);
      const before = await this.find(id);
      const row = { id, ...content, updatedAt: this.clock.date() };
      const after = await this.communities.update(row, version);
      if (!after) throw new ClubError('version-changed');
      return this.#tell(actor, 'community.changed', after, before);
    });
  }

  /** Throws `not-found`. */
  async known(id: string): Promise<CommunityRow> {
    const row = await this.communities.find(id);
    if (!row) throw new ClubError('not-found');
    return row;
  }

  async #assertPossible(content: CommunityContent): Promise<void> {
    assertSound(content);
    await this.checks.assertKnown(content);
  }

  async #tell(actor: Actor, action: string, row: CommunityRow, before?: Community): Promise<Community> {
    const after = await this.#one(row);
    await this.audit.record(actor, { action, subject: { type: 'community', id: row.id }, before, after });
    return after;
  }

  async #one(row: CommunityRow): Promise<Community> {
    const [shown] = await this.#shown([row]);
    if (!shown) throw new Error('each community is shown');
    return shown;
  }

  async #shown(rows: readonly CommunityRow[]): Promise<Community[]> {
    const figuresOf = await this.communities.figuresOf(rows.map(({ id }) => id));
    return rows.map((row) => showCommunity(row, figuresOf(row.id)));
  }
}
