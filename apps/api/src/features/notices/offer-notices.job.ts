import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { ToldOffers, type ToldOffer } from '../offers/index.ts';
import type { NewNotice } from './notice.ts';
import { Notices } from './notices.ts';
import { OfferNoticesRepository } from './offer-notices.repository.ts';
import { OfferReaders } from './offer-readers.ts';

/** Members in one transaction. */
const batch = 500;

/**
 * Tells members of a new offer, some in each transaction, which also keeps how far it came. Only those who agreed to
 * advertising in the portal are told.
 */
@Injectable()
export class OfferNoticesJob implements Job {
  readonly name = 'offer-notices';
  readonly cron = '11 * * * *';

  constructor(
    jobs: Jobs,
    private readonly offers: ToldOffers,
    private readonly told: OfferNoticesRepository,
    private readonly readers: OfferReaders,
    private readonly notices: Notices,
    private readonly transactions: Transactions,
  ) {
    jobs.register(this);
  }

  async run(): Promise<void> {
    for (const offer of await this.offers.live())
      while (await this.transactions.run(() => this.#tellSome(offer)));
  }

  /** Whether there may be more members. */
  async #tellSome(offer: ToldOffer): Promise<boolean> {
    const place = await this.told.place(offer.id);
    if (!place || place.done) return false;
    const members = await this.offers.members(offer, place.through, batch);
    const willing = await this.readers.willing(members);
    const met = await this.offers.meet(offer.id, willing);
    await this.notices.tell(met.map((memberId) => noticeOf(offer, memberId)));
    const isLast = members.length < batch;
    await this.told.move(offer.id, members.at(-1) ?? place.through, isLast);
    return !isLast;
  }
}

const noticeOf = ({ id, name }: ToldOffer, memberId: string): NewNotice => ({
  memberId,
  kind: 'offer',
  key: `offer:${id}`,
  path: '/club/offers',
  params: { what: 'new', title: name },
});
