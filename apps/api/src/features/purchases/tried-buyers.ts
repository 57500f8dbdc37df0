import { Injectable } from '@nestjs/common';
import {
  figuresAfter,
  saleNeedOf,
  type EarningRule,
  type KeptPurchase,
  type MemberFacts,
  type SaleBuyer,
} from '@regulars/loyalty';
import { ReplayedBuyers } from '../earning/index.ts';
import { Points } from '../points/index.ts';
import { onlyBuyer, PurchaseTerms, type ClubTerms } from './context.ts';
import { factsOf, saleBuyer } from './decision.ts';
import type { Intake } from './intake.ts';
import { PurchasesRepository } from './purchases.repository.ts';
import type { PurchaseDetail } from './stored-purchase.ts';

/** The buyer of a trial, as before the purchase. What no condition asks is not read. */
export interface TriedBuyer {
  readonly memberId: string;
  readonly facts: MemberFacts;
  readonly sale: SaleBuyer;
  readonly purchases: readonly KeptPurchase[];
}

const unlocked = { withLots: false, locked: false, withParts: false };

/** Reads the members of trials. Locks and writes nothing. */
@Injectable()
export class TriedBuyers {
  constructor(
    private readonly terms: PurchaseTerms,
    private readonly purchases: PurchasesRepository,
    private readonly points: Points,
    private readonly replayed: ReplayedBuyers,
  ) {}

  /** The member of a receipt as of now; null without one. Throws as `assertBuyer`. */
  async ofReceipt(
    intake: Intake,
    rules: readonly EarningRule[],
    club: ClubTerms,
  ): Promise<TriedBuyer | null> {
    const request = await this.terms.request(intake, club.now, club, { rules, history: null });
    const context = await this.purchases.context([request], unlocked);
    const wallets = await this.points.read(context.wallets, club.now);
    const buyer = onlyBuyer(request, context, wallets, club);
    return (
      buyer && {
        memberId: buyer.memberId,
        facts: factsOf(buyer, club.ladder, club.now),
        sale: saleBuyer(buyer, club.ladder, club.now),
        purchases: buyer.history?.purchases ?? [],
      }
    );
  }

  /**
   * The member of a purchase as before it, as back-tests know them; null without one. Earlier purchases count with
   * what is left of them today.
   */
  async ofPurchase(
    purchase: PurchaseDetail,
    rules: readonly EarningRule[],
    club: ClubTerms,
  ): Promise<TriedBuyer | null> {
    const { member_id: memberId, booked_at: bookedAt, evaluation } = purchase;
    if (memberId === null) return null;
    const { facts } = evaluation;
    const { person, figures, days } = saleNeedOf(rules);
    const asks = rules.some(({ when }) => when !== undefined);
    const balances = asks ? this.replayed.balances() : null;
    const sold = { memberId, bookedAt: bookedAt.getTime(), facts };
    const buyer = await this.replayed.of([sold], { person, balances });
    const asksPast = figures || days.length > 0;
    const before = asksPast ? await this.#before(memberId, purchase, rules, club) : [];
    return {
      memberId,
      facts,
      sale: {
        ...buyer(sold),
        figures: figures ? figuresAfter(null, before, club.reportingCurrency, club.zone) : null,
      },
      purchases: before,
    };
  }

  /** The stored figures count this purchase and later ones, so they are made of the earlier purchases. */
  async #before(
    memberId: string,
    purchase: PurchaseDetail,
    rules: readonly EarningRule[],
    club: ClubTerms,
  ): Promise<readonly KeptPurchase[]> {
    const history = { windows: [], purchases: [null] };
    const request = await this.terms.request(soldTo(memberId, purchase), club.now, club, { rules, history });
    const { purchasesBefore } = await this.purchases.context([request], unlocked);
    return (purchasesBefore ?? []).filter(({ id }) => id < purchase.id);
  }
}

/** The parts that decide what to read of its buyer. */
const soldTo = (memberId: string, purchase: PurchaseDetail): Parameters<PurchaseTerms['request']>[0] => ({
  buyer: { pointer: '/purchaseId', code: null, memberId, externalId: null },
  location: { id: purchase.location_id },
  receipt: null,
  purchasedAt: purchase.purchased_at.getTime(),
  currency: purchase.currency,
  asks: {},
});
