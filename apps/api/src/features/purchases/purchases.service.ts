import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.ts';
import { newId } from '../../platform/ids.ts';
import { Budgets } from '../earning/index.ts';
import { Points, SelfService, type OpenWallets } from '../points/index.ts';
import { SaleParticipants, type EffectRows, type Joined } from '../sales/index.ts';
import { alreadyCounted, onlyBuyer, PurchaseTerms, type ClubTerms } from './context.ts';
import { decide, receiptOf, saleOf, type DecidedPurchase, type UnsaidReceipt } from './decision.ts';
import { Intakes, type PurchaseOffered } from './intake.ts';
import { purchaseEvents, purchaseRows, PurchasesRepository } from './purchases.repository.ts';

interface Decided {
  readonly purchase: DecidedPurchase;
  /** Effects of the sale's participants. */
  readonly effects: Joined<EffectRows>;
  readonly budgets: Budgets;
  readonly wallets: OpenWallets;
  readonly club: ClubTerms;
}

/** Records purchases: intake → context (one call) → decision → rows (one call). */
@Injectable()
export class PurchasesService {
  constructor(
    private readonly intakes: Intakes,
    private readonly terms: PurchaseTerms,
    private readonly purchases: PurchasesRepository,
    private readonly points: Points,
    private readonly selfService: SelfService,
    private readonly participants: SaleParticipants,
  ) {}

  /**
   * Posts a purchase, once per receipt, at the end of the transaction of its idempotency key: nobody in it may
   * read what was written. Throws, with pointers, `receipt-already-counted` with the purchase's id, and the
   * refusals of `Intakes` and `assertBuyer`; with points `insufficient-points` and `hold-not-active`.
   */
  async record(actor: Actor, offered: PurchaseOffered): Promise<UnsaidReceipt> {
    const { purchase, effects, budgets, wallets, club } = await this.#decide(actor, offered, 'count');
    await this.purchases.recordOne({
      ...purchaseRows([purchase], actor, club.zone),
      ...budgets.written(),
      ...effects.rows,
      points: this.points.document(wallets, {
        actor,
        events: [...purchaseEvents([purchase]), ...effects.events],
      }),
    });
    return receiptOf(purchase, purchase.id, club.ladder);
  }

  /** Throws `receipt-already-counted` with the purchase's id. `record` does so too. */
  async assertUncounted(locationId: string, receiptNumber: string): Promise<void> {
    const counted = await this.purchases.idOfReceipt(locationId, receiptNumber);
    if (counted) throw alreadyCounted(counted);
  }

  /** The id of the purchase with this receipt; null if it has not counted. */
  async idOfReceipt(locationId: string, receiptNumber: string): Promise<string | null> {
    return this.purchases.idOfReceipt(locationId, receiptNumber);
  }

  /** The receipt that `record` would return. Locks and writes nothing. */
  async preview(actor: Actor, offered: PurchaseOffered): Promise<UnsaidReceipt> {
    const { purchase, club } = await this.#decide(actor, offered, 'preview');
    return receiptOf(purchase, null, club.ladder);
  }

  async #decide(actor: Actor, offered: PurchaseOffered, purpose: 'count' | 'preview'): Promise<Decided> {
    const intake = await this.intakes.read(actor, offered, purpose);
    const club = await this.terms.ofClub();
    const { now } = club;
    const request = await this.terms.request(intake, now, club, { history: this.participants.history() });
    const withLots = intake.paidWithPoints !== null || (await this.terms.needLots(club, now, now));
    const locked = purpose === 'count';
    // A checkout asks participants that wait for nothing else.
    const withParts = Object.keys(intake.asks).length > 0 || (await this.participants.await());
    const context = await this.purchases.context([request], { withLots, locked, withParts });
    const counted = context.facts[0]?.purchaseId;
    if (counted) throw alreadyCounted(counted);
    const wallets = await this.points.read(context.wallets, now);
    const buyer = onlyBuyer(request, context, wallets, club);
    if (buyer) await this.selfService.refuse(actor, buyer.memberId);
    const purchase = decide(intake, buyer, { ...club, ...request, id: newId() });
    this.terms.report(purchase.failed);
    const effects = this.participants.decide(new Map([[0, saleOf(purchase, club.zone)]]), context.saleParts);
    const budgets = new Budgets(context);
    budgets.give(request, purchase.earning?.due.grants ?? []);
    return { purchase, effects, budgets, wallets, club };
  }
}
