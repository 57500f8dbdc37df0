import { Injectable } from '@nestjs/common';
import type { BodyOf, claimPurchase } from '@regulars/contracts';
import { claimRefusal } from '@regulars/loyalty';
import { actsForOthers, type Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Points } from '../points/index.ts';
import { claimEvents, claimReceipt, claimRows, decideClaim, type FoundPurchase } from './claim.ts';
import { onlyBuyer, PurchaseTerms, type ClubTerms } from './context.ts';
import type { UnsaidReceipt } from './decision.ts';
import { PurchaseBooks } from './purchase-books.ts';
import { PurchasesRepository } from './purchases.repository.ts';
import type { PurchaseDetail } from './stored-purchase.ts';

type Claimed = BodyOf<typeof claimPurchase>;

/** For forgotten cards: a member proves with the details of the receipt that a purchase was theirs. */
@Injectable()
export class ClaimsService {
  constructor(
    private readonly books: PurchaseBooks,
    private readonly terms: PurchaseTerms,
    private readonly purchases: PurchasesRepository,
    private readonly points: Points,
  ) {}

  /**
   * Throws `claim-refused` whatever is wrong, so that trying reveals nothing about a receipt.
   * `Guessed('receipts')` counts them.
   */
  async claim(actor: Actor, memberId: string, claimed: Claimed): Promise<UnsaidReceipt> {
    const club = await this.terms.ofClub();
    const { now } = club;
    const found = await this.#find(actor, claimed, club);
    const rules = await this.terms.rulesAsked(found.purchase.evaluation);
    const claimant = claimantOf(memberId, found);
    const request = await this.terms.request(claimant, now, club, { rules, history: null });
    const withLots = await this.terms.needLots(club, now, now);
    const context = await this.purchases.context([request], { withLots, locked: true, withParts: false });
    const wallets = await this.points.read(context.wallets, now);
    const buyer = onlyBuyer(request, context, wallets, club);
    if (!buyer) throw refused();
    const claim = decideClaim(found, buyer, rules, club, request.period);
    const points = this.points.document(wallets, { actor, events: claimEvents(claim) });
    if (!(await this.purchases.recordClaim({ ...claimRows(claim, club), points }))) throw refused();
    return claimReceipt(claim, club);
  }

  async #find(actor: Actor, claimed: Claimed, { now, zone }: ClubTerms): Promise<FoundPurchase> {
    const found = await this.books.findByReceipt(claimed.location, claimed.number);
    if (!found) throw refused();
    const { purchase } = found;
    const refusal = claimRefusal(
      {
        hasMember: purchase.member_id !== null,
        gross: purchase.gross,
        purchasedAt: purchase.purchased_at.getTime(),
      },
      { total: claimed.total, date: claimed.date, knowsReceipts: knowsReceipts(actor, purchase) },
      { now, zone },
    );
    if (refusal) throw refused();
    return found;
  }
}

/** The purchase as it would have been sent with its claimant. */
const claimantOf = (
  memberId: string,
  { purchase, location }: FoundPurchase,
): Parameters<PurchaseTerms['request']>[0] => ({
  buyer: { pointer: '/member', code: null, memberId, externalId: null },
  location,
  receipt: null,
  purchasedAt: purchase.purchased_at.getTime(),
  currency: purchase.currency,
  asks: {},
});

/** Staff can look up any receipt, and the cashier knows it, so they could claim strangers' purchases. */
const knowsReceipts = (actor: Actor, purchase: PurchaseDetail): boolean =>
  actsForOthers(actor) || (purchase.actor_kind === actor.kind && purchase.actor_id === actor.id);

const refused = (): ClubError => new ClubError('claim-refused');
