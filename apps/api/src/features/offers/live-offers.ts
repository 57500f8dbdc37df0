import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { LiveEvents } from '../../platform/events/live.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { Remembered } from '../club/index.ts';
import { endOf, isItsTime } from '../discounts/index.ts';
import { isReadable, type OfferRow } from './offer.ts';
import { OffersRepository } from './offers.repository.ts';

/** The offers that are live and that this version of the software can read, from memory. Every process hears of changes. */
@Injectable()
export class LiveOffers {
  readonly #live: Remembered<readonly OfferRow[]>;

  constructor(
    offers: OffersRepository,
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    live: LiveEvents,
  ) {
    this.#live = new Remembered(transactions, async () => (await offers.live()).filter(isReadable));
    live.subscribe(() => this.#live.forget(), ['offer.changed']);
    live.onListening(() => this.#live.forget());
  }

  /** Those whose time it is, in the order of members. */
  async at(now: number): Promise<readonly OfferRow[]> {
    const live = await this.#live.get();
    return live.filter(isItsTime(now)).sort(inOrder);
  }

  /** Announces a change to every process, in its transaction. */
  async announce(offerId: string): Promise<void> {
    await this.outbox.append([{ name: 'offer.changed', memberId: null, data: { offerId } }]);
    this.#live.forget();
    this.transactions.afterCommit(() => this.#live.forget());
  }
}

/** As members see them: what the club puts first, then what is for this member and not for everyone, then what ends first. */
export const inOrder = (one: OfferRow, other: OfferRow): number =>
  one.place - other.place ||
  Number(isForAll(one)) - Number(isForAll(other)) ||
  endOf(one) - endOf(other) ||
  (one.id < other.id ? -1 : 1);

const isForAll = ({ audience }: OfferRow): boolean => audience === null;
