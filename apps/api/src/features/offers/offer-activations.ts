import { Injectable } from '@nestjs/common';
import type { OwnOffer } from '@regulars/contracts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { Permissions } from '../permissions/index.ts';
import { AssignmentsRepository, type MetOffer } from './assignments.repository.ts';
import { OwnOffers } from './own-offers.ts';

type Step = 'offer.seen' | 'offer.opened' | 'offer.activated' | 'offer.deactivated';

/** What members do with their offers. Each step counts once, and tells an event. */
@Injectable()
export class OfferActivations {
  constructor(
    private readonly assignments: AssignmentsRepository,
    private readonly own: OwnOffers,
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly permissions: Permissions,
    private readonly clock: Clock,
  ) {}

  /**
   * Offers that the member does not have are left out. What members look at is noted only of those who allow it (ADR 78).
   */
  async see(memberId: string, offerIds: readonly string[]): Promise<void> {
    if (!(await this.#mayNote(memberId))) return;
    await this.transactions.run(async () => {
      const seen = await this.assignments.see(memberId, offerIds, this.clock.date());
      await this.#tell('offer.seen', memberId, seen);
    });
  }

  /** Like `see`. Throws `not-found`. */
  async open(memberId: string, offerId: string): Promise<void> {
    await this.transactions.run(async () => {
      if (!(await this.assignments.isOffered(memberId, offerId))) throw new ClubError('not-found');
      if (!(await this.#mayNote(memberId))) return;
      const opened = await this.assignments.open(memberId, offerId, this.clock.date());
      await this.#tell('offer.opened', memberId, opened ? [opened] : []);
    });
  }

  /** Throws `not-found`, `offer-over`. */
  async activate(memberId: string, offerId: string): Promise<OwnOffer> {
    return this.transactions.run(async () => {
      const offer = await this.#usable(memberId, offerId);
      if (offer.activation === 'automatic') return offer;
      const activated = await this.assignments.activate(memberId, offerId, this.clock.date());
      await this.#tell('offer.activated', memberId, activated ? [activated] : []);
      return this.#usable(memberId, offerId);
    });
  }

  /** Throws `not-found`, `offer-over`. */
  async deactivate(memberId: string, offerId: string): Promise<OwnOffer> {
    return this.transactions.run(async () => {
      const offer = await this.#usable(memberId, offerId);
      const ended = await this.assignments.deactivate(memberId, offerId);
      await this.#tell('offer.deactivated', memberId, ended ? [ended] : []);
      return {
        ...offer,
        state: offer.activation === 'automatic' ? 'ready' : 'to-activate',
        activatedAt: null,
      };
    });
  }

  async #mayNote(memberId: string): Promise<boolean> {
    return (await this.permissions.permits(memberId, 'tracking')).allowed;
  }

  /** Nobody who is held out hears that there is an offer. */
  async #usable(memberId: string, offerId: string): Promise<OwnOffer> {
    const offers = await this.own.of(memberId, 'page');
    const offer = offers.find(({ id }) => id === offerId);
    if (offer && offer.state !== 'used') return offer;
    const isKnown = offer !== undefined || (await this.assignments.isOffered(memberId, offerId));
    throw new ClubError(isKnown ? 'offer-over' : 'not-found');
  }

  async #tell(name: Step, memberId: string, met: readonly MetOffer[]): Promise<void> {
    await this.outbox.append(
      met.map(({ offerId, version }) => ({ name, memberId, data: { offerId, version } })),
    );
  }
}
