import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Locations } from '../club/index.ts';
import { PurchaseBooks } from '../purchases/index.ts';

/** Where a purchase of the caller was made. */
@Injectable()
export class ReportedPurchases {
  constructor(
    private readonly books: PurchaseBooks,
    private readonly locations: Locations,
  ) {}

  /** Throws `not-found` if it is not the caller's own. */
  async ofMember(actor: Actor, purchaseId: string): Promise<{ receipt: string; locationId: string }> {
    const { member, receipt } = await this.books.byId(actor, purchaseId);
    const location = await this.locations.byCode(receipt.location);
    if (member?.id !== memberOf(actor) || !location) throw new ClubError('not-found');
    return { receipt: receipt.number, locationId: location.id };
  }
}

/** The caller's membership. */
export const memberOf = (actor: Actor): string => {
  if (actor.kind !== 'account' || actor.memberId === null) throw new ClubError('not-found');
  return actor.memberId;
};
