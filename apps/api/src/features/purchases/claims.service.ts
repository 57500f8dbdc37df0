import { Injectable } from '@nestjs/common';
import type { BodyOf, claimPurchase, ProblemCode } from '@regulars/contracts';
import { assignmentRefusal, claimRefusal, type AssignmentRefusal } from '@regulars/loyalty';
import { actsForOthers, type Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import { noteInLog } from '../../platform/log/index.ts';
import { Budgets } from '../earning/index.ts';
import { Points, SelfService } from '../points/index.ts';
import {
  claimEvents,
  claimReceipt,
  claimRows,
  decideClaim,
  type DecidedClaim,
  type FoundPurchase,
} from './claim.ts';
import { onlyBuyer, PurchaseTerms, type ClubTerms } from './context.ts';
import type { UnsaidReceipt } from './decision.ts';
import { Intakes } from './intake.ts';
import { PurchaseBooks } from './purchase-books.ts';
import { PurchasesRepository } from './purchases.repository.ts';
import type { PurchaseDetail } from './stored-purchase.ts';

type Claimed = BodyOf<typeof claimPurchase>;

/**
 * For forgotten cards: a member proves with the details of the receipt that a purchase was theirs, or staff assign it
 * to them.
 */
@Injectable()
export class ClaimsService {
  constructor(
    private readonly books: PurchaseBooks,
    private readonly terms: PurchaseTerms,
    private readonly purchases: PurchasesRepository,
    private readonly points: Points,
    private readonly intakes: Intakes,
    private readonly selfService: SelfService,
  ) {}

  /**
   * Throws `claim-refused` whatever is wrong, so that trying reveals nothing about a receipt.
   * `Guessed('receipts')` counts them.
   */
  async claim(actor: Actor, memberId: string, claimed: Claimed): Promise<UnsaidReceipt> {
    const club = await this.terms.ofClub();
    const found = await this.#find(actor, claimed, club);
    const claim = await this.#give(actor, found, { memberId, pointer: '/member' }, club);
    if (!claim) throw refused();
    return claimReceipt(claim, club);
  }

  /**
   * Call it in the transaction of its idempotency key. Throws `not-found` for the purchase or, with the pointer, for
   * the member, `already-claimed`, `purchase-too-old`, `self-earning-refused`, `member-not-active`, `version-changed`
   * if goods were returned in the meantime.
   */
  async assign(actor: Actor, purchaseId: string, memberId: string): Promise<UnsaidReceipt> {
    noteInLog({ member: memberId });
    const club = await this.terms.ofClub();
    const found = await this.books.findForStaff(actor, purchaseId);
    this.intakes.workAt(actor, found.location.id, '/memberId');
    await this.selfService.refuse(actor, memberId);
    const refusal = assignmentRefusal(claimable(found), club);
    if (refusal) throw new ClubError(assignmentProblems[refusal]);
    const claim = await this.#give(actor, found, { memberId, pointer: '/memberId' }, club);
    if (claim) return claimReceipt(claim, club);
    const { purchase } = await this.books.findForStaff(actor, purchaseId);
    throw new ClubError(purchase.member_id === null ? 'version-changed' : 'already-claimed');
  }

  /** Null if someone else got it, or goods were returned, since it was read. */
  async #give(
    actor: Actor,
    found: FoundPurchase,
    to: { readonly memberId: string; readonly pointer: string },
    club: ClubTerms,
  ): Promise<DecidedClaim | null> {
    const { now } = club;
    const rules = await this.terms.rulesAsked(found.purchase.evaluation);
    const request = await this.terms.request(requestOf(to, found), now, club, { rules, history: null });
    const withLots = await this.terms.needLots(club, now, now);
    const context = await this.purchases.context([request], { withLots, locked: true, withParts: false });
    const wallets = await this.points.read(context.wallets, now);
    const buyer = onlyBuyer(request, context, wallets, club);
    if (!buyer) throw new Error('The context of a claim has no member');
    const claim = decideClaim(found, buyer, rules, club);
    this.terms.report(claim.failed);
    const budgets = new Budgets(context);
    budgets.give(request, claim.earning.due.grants);
    const points = this.points.document(wallets, { actor, events: claimEvents(claim) });
    const rows = { ...claimRows(claim, club), ...budgets.written(), points };
    return (await this.purchases.recordClaim(rows)) ? claim : null;
  }

  async #find(actor: Actor, claimed: Claimed, { now, zone }: ClubTerms): Promise<FoundPurchase> {
    const found = await this.books.findByReceipt(claimed.location, claimed.number);
    if (!found) throw refused();
    const refusal = claimRefusal(
      claimable(found),
      { total: claimed.total, date: claimed.date, knowsReceipts: knowsReceipts(actor, found.purchase) },
      { now, zone },
    );
    if (refusal) throw refused();
    return found;
  }
}

const claimable = ({ purchase }: FoundPurchase) => ({
  hasMember: purchase.member_id !== null,
  gross: purchase.gross,
  purchasedAt: purchase.purchased_at.getTime(),
});

const assignmentProblems: Record<AssignmentRefusal, ProblemCode> = {
  'has-a-member': 'already-claimed',
  'too-long-ago': 'purchase-too-old',
};

/** The purchase as it would have been sent with its member. */
const requestOf = (
  { memberId, pointer }: { readonly memberId: string; readonly pointer: string },
  { purchase, location }: FoundPurchase,
): Parameters<PurchaseTerms['request']>[0] => ({
  buyer: { pointer, code: null, memberId, externalId: null },
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
