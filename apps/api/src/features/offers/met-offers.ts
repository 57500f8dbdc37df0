import { Injectable } from '@nestjs/common';
import { localDateOf, offerArmOf, type CouponUses, type Instant, type OfferArm } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { ClubSettings } from '../club/index.ts';
import { Audiences } from '../facts/index.ts';
import { AssignmentsRepository, type NewAssignment, type Standing } from './assignments.repository.ts';
import { LiveOffers } from './live-offers.ts';
import type { OfferRow } from './offer.ts';

/** A live offer that a member meets, or would meet if they were not held out. */
export interface MetByMember {
  readonly offer: OfferRow;
  readonly arm: OfferArm;
  readonly activatedAt: Date | null;
  readonly uses: CouponUses;
}

/** Which offers members meet now. Decides the arm when a member meets one first, and keeps it. */
@Injectable()
export class MetOffers {
  constructor(
    private readonly live: LiveOffers,
    private readonly assignments: AssignmentsRepository,
    private readonly audiences: Audiences,
    private readonly club: ClubSettings,
    private readonly clock: Clock,
  ) {}

  /** In the order in which members see them. Nothing is read while no offer is live. */
  async of(memberId: string, met: 'page' | 'home' | 'checkout'): Promise<readonly MetByMember[]> {
    const now = this.clock.now();
    const live = await this.live.at(now);
    if (live.length === 0) return [];
    const { timeZone: zone } = await this.club.current();
    const ids = live.map(({ id }) => id);
    const localDay = localDateOf(now, zone).toString();
    const standings = await this.assignments.standings(ids, memberId, { localDay, at: now });
    const open = await this.#open(memberId, live, standings);
    const added = open.filter(({ id }) => !standings.get(id)?.arm).map((offer) => assigned(offer, memberId));
    if (added.length > 0) await this.assignments.add(memberId, added, met, new Date(now));
    return open.map((offer) => metOffer(offer, memberId, standings.get(offer.id)));
  }

  async areAny(at: Instant): Promise<boolean> {
    return (await this.live.at(at)).length > 0;
  }

  /** Those that the member had met by a moment of the past, as they were then. Decides and stores nothing. */
  async before(memberId: string, at: Instant): Promise<readonly MetByMember[]> {
    const live = await this.live.at(at);
    if (live.length === 0) return [];
    const { timeZone: zone } = await this.club.current();
    const localDay = localDateOf(at, zone).toString();
    const ids = live.map(({ id }) => id);
    const standings = await this.assignments.standings(ids, memberId, { localDay, at });
    return live.flatMap((offer) => {
      const standing = standings.get(offer.id);
      if (!standing?.metAt || standing.metAt.getTime() > at) return [];
      const activatedAt =
        standing.activatedAt && standing.activatedAt.getTime() <= at ? standing.activatedAt : null;
      return [metOffer(offer, memberId, { ...standing, activatedAt })];
    });
  }

  /** Those for whose audience the member is; one that is activated stays. */
  async #open(
    memberId: string,
    live: readonly OfferRow[],
    standings: ReadonlyMap<string, Standing>,
  ): Promise<readonly OfferRow[]> {
    const closed = await this.audiences.closedTo(
      memberId,
      live.filter(({ id }) => !standings.get(id)?.activatedAt),
    );
    return live.filter(({ id }) => !closed.has(id));
  }
}

export const assigned = ({ id, version, heldOut, audience }: OfferRow, memberId: string): NewAssignment => ({
  offer_id: id,
  offer_version: version,
  arm: offerArmOf(memberId, id, heldOut),
  held_out: heldOut,
  why: audience ? 'audience' : 'everyone',
});

const metOffer = (offer: OfferRow, memberId: string, standing: Standing | undefined): MetByMember => ({
  offer,
  arm: standing?.arm ?? offerArmOf(memberId, offer.id, offer.heldOut),
  activatedAt: standing?.activatedAt ?? null,
  uses: {
    total: standing?.total ?? 0,
    ofMember: standing?.ofMember ?? 0,
    ofMemberToday: standing?.ofMemberToday ?? 0,
    today: standing?.today ?? 0,
    // Nobody types an offer.
    byCode: 0,
  },
});
