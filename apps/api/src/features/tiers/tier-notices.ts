import { Injectable } from '@nestjs/common';
import { localDateOf, startOfDate, type Instant } from '@regulars/loyalty';
import { Transactions } from '../../platform/database/transactions.ts';
import { Points } from '../points/index.ts';
import { OutlookRepository } from './outlook.repository.ts';
import { TierNoticeMails } from './tier-notice-mails.ts';
import { TierOutlook, type Foreseen, type Horizon } from './tier-outlook.ts';

const batch = 200;

/** Tells members in time that their tier falls, once for each tier and period. */
@Injectable()
export class TierNotices {
  constructor(
    private readonly outlook: TierOutlook,
    private readonly stored: OutlookRepository,
    private readonly mails: TierNoticeMails,
    private readonly points: Points,
    private readonly transactions: Transactions,
  ) {}

  /** Mails and marks are of one transaction for each batch. Returns members with a locked wallet. */
  async notify(wanted: readonly string[] | null = null): Promise<string[]> {
    const horizon = await this.outlook.horizon();
    if (!horizon) return [];
    const last = horizon.reviews.at(-1) ?? horizon.reviews[0];
    const left: string[] = [];
    // At once: what counts for a member is summed up, and each page would do it again for all before it.
    const atRisk = await this.stored.atRisk(last, horizon.now, { of: wanted, measure: horizon.measure });
    const notifySome = async (some: readonly string[]): Promise<void> => {
      // A posting decides the tier under the lock of the wallet; what is told here is true until it ends.
      const free = await this.points.lockFree(some);
      const due = (await this.outlook.falls(free, horizon)).filter((foreseen) =>
        isNew(foreseen, horizon.now),
      );
      const told = await this.mails.send(due);
      await this.stored.warn(told.map((foreseen) => warningOf(foreseen, horizon)));
      left.push(...some.filter((id) => !free.includes(id)));
    };
    for (let from = 0; from < atRisk.length; from += batch)
      await this.transactions.run(() => notifySome(atRisk.slice(from, from + batch)));
    return left;
  }
}

const isNew = ({ outlook, fall }: Foreseen, now: Instant): boolean =>
  outlook.warnedTier !== fall.from.id || (outlook.warnedUntil?.getTime() ?? now) <= now;

/**
 * By rolling time, credit may fall out every day. A member who barely keeps the tier hears of it again after the days
 * of the notice, and not every day.
 */
const warningOf = ({ outlook: { memberId }, fall }: Foreseen, { zone, policy }: Horizon) => {
  const again = localDateOf(fall.until, zone).add({ days: policy.tierNoticeDays ?? 0 });
  return { memberId, tierId: fall.from.id, until: startOfDate(again, zone) };
};
