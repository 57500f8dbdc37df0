import { Injectable } from '@nestjs/common';
import type { PurchaseReceipt } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { newId } from '../../platform/ids.ts';
import { Points, SelfService, type OpenWallets } from '../points/index.ts';
import { alreadyCounted } from './already-counted.ts';
import { Contexts } from './contexts.ts';
import { House } from './house.ts';
import { readIntake, type Intake, type PurchaseOffered } from './intake.ts';
import { post, receiptOf, type HouseRules, type Posting } from './posting.ts';
import { PostingsRepository } from './postings.repository.ts';
import { eventsOf, rowsOf } from './purchase-document.ts';

interface Prepared {
  readonly posting: Posting;
  readonly wallets: OpenWallets;
  readonly house: HouseRules;
}

/** Posts purchases: one call reads what decides, `post` decides, one call writes. */
@Injectable()
export class PurchasesService {
  constructor(
    private readonly contexts: Contexts,
    private readonly postings: PostingsRepository,
    private readonly house: House,
    private readonly points: Points,
    private readonly selfService: SelfService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Counts a purchase, once per receipt. Belongs into the transaction of its idempotency key. Throws, with pointers,
   * `receipt-already-counted` with the purchase's id, and what `readIntake`, `assertBuyer` and `House` refuse.
   */
  async record(actor: Actor, offered: PurchaseOffered): Promise<PurchaseReceipt> {
    const { receipt } = offered;
    if (!receipt) throw ClubError.field('invalid-request', '/receipt', 'needed to count a purchase');
    const intake = await this.#read(actor, offered, receipt.location, '/receipt/location');
    const { posting, wallets, house } = await this.#prepare(actor, intake, true);
    const document = {
      ...rowsOf([posting], actor, house.zone),
      points: this.points.document(wallets, { actor, events: eventsOf([posting]) }),
    };
    const [counted] = await this.postings.record(document);
    if (counted) throw alreadyCounted(counted);
    this.outbox.wakeRelay();
    return receiptOf(posting, posting.id, house.ladder);
  }

  /** The receipt that `record` would give. Takes no lock, writes nothing. */
  async preview(actor: Actor, offered: PurchaseOffered): Promise<PurchaseReceipt> {
    const [code, pointer] = offered.receipt
      ? [offered.receipt.location, '/receipt/location']
      : [offered.location, '/location'];
    if (!code) throw ClubError.field('invalid-request', pointer, 'the location is needed');
    const intake = await this.#read(actor, offered, code, pointer);
    const { posting, house } = await this.#prepare(actor, intake, false);
    return receiptOf(posting, null, house.ladder);
  }

  async #read(actor: Actor, offered: PurchaseOffered, code: string, pointer: string): Promise<Intake> {
    const location = await this.house.openLocation(actor, code, pointer);
    return readIntake(offered, location, await this.house.productsOf(offered.lines), this.clock.now());
  }

  async #prepare(actor: Actor, intake: Intake, locked: boolean): Promise<Prepared> {
    const house = await this.house.rulesNow();
    const asked = { ...intake, rules: house.rules };
    const { counted, wallets, patron } = await this.contexts.open(asked, house.zone, locked);
    if (counted) throw alreadyCounted(counted);
    if (patron) await this.selfService.refuse(actor, patron.buyer.memberId);
    return { posting: post(newId(), intake, this.clock.now(), patron, house), wallets, house };
  }
}
