import { Injectable } from '@nestjs/common';
import type { collectEvents, ReplyOf } from '@regulars/contracts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Outbox, type ClubEvent } from '../../platform/events/outbox.ts';
import { Permissions } from '../permissions/index.ts';
import { CollectDays } from './days.ts';
import { VisitorsRepository, type NotedEvent, type ToldEvent } from './visitors.repository.ts';

/** Of what a browser did before its member signed in. */
const mostTold = 200;

export type Outcome = ReplyOf<typeof collectEvents>;

export const nothingNoted: Outcome = { accepted: 0, visitor: 'known' };

/** What the script of one page sent. */
export interface Visit {
  readonly siteId: string;
  readonly visitor: string;
  readonly events: readonly NotedEvent[];
  /** The member who signed in to the web page; null if it does not say so. */
  readonly signedIn: string | null;
}

/** Notes visits, and tells what members do. */
@Injectable()
export class Visits {
  constructor(
    private readonly visitors: VisitorsRepository,
    private readonly days: CollectDays,
    private readonly permissions: Permissions,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * In the caller's transaction. The first member who signs in keeps the browser: what another one does there belongs to a
   * new visitor. Of a member who does not allow tracking nothing stays, nor what the browser did before.
   */
  async note({ siteId, visitor, events, signedIn }: Visit): Promise<Outcome> {
    const known = await this.visitors.meet(siteId, visitor, this.clock.date());
    if (known !== null && signedIn !== null && known !== signedIn) return { accepted: 0, visitor: 'other' };
    const member = known ?? signedIn;
    if (member !== null && !(await this.#mayNote(member))) {
      await this.visitors.forget(siteId, visitor);
      return nothingNoted;
    }
    const before = known === null && member !== null ? await this.#join(siteId, visitor, member) : [];
    const ids = await this.visitors.note(siteId, visitor, events);
    const added = events.filter(({ id }) => ids.has(id));
    const told = member === null ? [] : [...before, ...added];
    await this.outbox.append(told.map((event) => clubEventOf(siteId, member ?? '', event)));
    const kinds = added.map(({ kind }) => kind);
    if (kinds.length > 0 || told.length > 0) await this.days.count(siteId, kinds, { ofMembers: told.length });
    return { accepted: events.length, visitor: 'known' };
  }

  /** What the browser did before, the oldest first. */
  async #join(siteId: string, visitor: string, memberId: string): Promise<readonly ToldEvent[]> {
    await this.visitors.join(siteId, visitor, memberId);
    return (await this.visitors.earlier(siteId, visitor, mostTold)).toReversed();
  }

  /** Nothing may be noted of a former member either. */
  async #mayNote(memberId: string): Promise<boolean> {
    try {
      return (await this.permissions.permits(memberId, 'tracking')).allowed;
    } catch (error) {
      if (error instanceof ClubError && error.code === 'not-found') return false;
      throw error;
    }
  }
}

const clubEventOf = (siteId: string, memberId: string, { kind, sku, ...event }: ToldEvent): ClubEvent => {
  const at = event.at.getTime();
  switch (kind) {
    case 'product-viewed':
      return { name: 'web.product-viewed', memberId, at, data: { siteId, sku: sku ?? '' } };
    case 'searched':
      return { name: 'web.searched', memberId, at, data: { siteId, results: event.results } };
    case 'added-to-cart':
      return {
        name: 'web.added-to-cart',
        memberId,
        at,
        data: { siteId, sku: sku ?? '', quantity: event.quantity ?? 1 },
      };
  }
};
