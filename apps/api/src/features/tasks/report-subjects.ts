import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Challenges } from '../challenges/index.ts';
import { Locations } from '../club/index.ts';
import { PurchaseBooks } from '../purchases/index.ts';

/** What members report about, and where it was. */
@Injectable()
export class ReportSubjects {
  constructor(
    private readonly books: PurchaseBooks,
    private readonly locations: Locations,
    private readonly challenges: Challenges,
  ) {}

  /** Where a purchase was made. Throws `not-found` if it is not the caller's own. */
  async purchase(actor: Actor, purchaseId: string): Promise<{ receipt: string; locationId: string }> {
    const { memberId, ...place } = await this.placeOf(actor, purchaseId);
    if (memberId !== memberOf(actor)) throw new ClubError('not-found');
    return place;
  }

  /** Throws `not-found`. */
  async placeOf(
    actor: Actor,
    purchaseId: string,
  ): Promise<{ memberId: string | null; receipt: string; locationId: string }> {
    const { member, receipt } = await this.books.byId(actor, purchaseId);
    const location = await this.locations.byCode(receipt.location);
    if (!location) throw new ClubError('not-found');
    return { memberId: member?.id ?? null, receipt: receipt.number, locationId: location.id };
  }

  /**
   * Where the member bought last: a stamp is most often missing there, and that team can look. Null if they never
   * bought. Throws `not-found` for a challenge that members do not see.
   */
  async challenge(actor: Actor, id: string): Promise<{ locationId: string | null }> {
    if ((await this.challenges.find(id)).state === 'draft') throw new ClubError('not-found');
    const { data } = await this.books.list(actor, { member: memberOf(actor), limit: 1 });
    const [latest] = data;
    const location = latest && (await this.locations.byCode(latest.receipt.location));
    return { locationId: location?.id ?? null };
  }
}

/** The caller's membership. */
export const memberOf = (actor: Actor): string => {
  if (actor.kind !== 'account' || actor.memberId === null) throw new ClubError('not-found');
  return actor.memberId;
};
