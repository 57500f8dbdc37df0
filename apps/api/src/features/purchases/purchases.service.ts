import { Injectable } from '@nestjs/common';
import type { PurchaseReceipt } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { newId } from '../../platform/ids.ts';
import { Points, SelfService, type OpenWallets } from '../points/index.ts';
import { alreadyCounted, onlyBuyer, PurchaseTerms, type ClubTerms } from './context.ts';
import { decide, receiptOf, type DecidedPurchase } from './decision.ts';
import { Intakes, type PurchaseOffered } from './intake.ts';
import { purchaseEvents, purchaseRows, PurchasesRepository } from './purchases.repository.ts';

interface Decided {
  readonly purchase: DecidedPurchase;
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
    private readonly outbox: Outbox,
  ) {}

  /**
   * Counts a purchase, once per receipt. Belongs into the transaction of its idempotency key. Throws, with pointers,
   * `receipt-already-counted` with the purchase's id, and what `Intakes` and `assertBuyer` refuse.
   */
  async record(actor: Actor, offered: PurchaseOffered): Promise<PurchaseReceipt> {
    const { purchase, wallets, club } = await this.#decide(actor, offered, 'count');
    const [counted] = await this.purchases.record({
      ...purchaseRows([purchase], actor, club.zone),
      points: this.points.document(wallets, { actor, events: purchaseEvents([purchase]) }),
    });
    if (counted) throw alreadyCounted(counted);
    this.outbox.wakeRelay();
    return receiptOf(purchase, purchase.id, club.ladder);
  }

  /** The receipt that `record` would give. Takes no lock, writes nothing. */
  async preview(actor: Actor, offered: PurchaseOffered): Promise<PurchaseReceipt> {
    const { purchase, club } = await this.#decide(actor, offered, 'preview');
    return receiptOf(purchase, null, club.ladder);
  }

  async #decide(actor: Actor, offered: PurchaseOffered, purpose: 'count' | 'preview'): Promise<Decided> {
    const intake = await this.intakes.read(actor, offered, purpose);
    const club = await this.terms.ofClub();
    const { now } = club;
    const asked = await this.terms.ask(intake, now, club);
    const withLots = await this.terms.needLots(club, now, now);
    const context = await this.purchases.context([asked], { withLots, locked: purpose === 'count' });
    const counted = context.facts[0]?.purchaseId;
    if (counted) throw alreadyCounted(counted);
    const wallets = await this.points.read(context.wallets, now);
    const buyer = onlyBuyer(asked, context, wallets);
    if (buyer) await this.selfService.refuse(actor, buyer.memberId);
    const purchase = decide(intake, buyer, { ...club, ...asked, id: newId() });
    return { purchase, wallets, club };
  }
}
