import { Injectable } from '@nestjs/common';
import { dayMs, daysToBuy, type FriendPurchase, type ReferralVerdict } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { isPair, type Pair } from './pair.ts';
import { Payouts } from './payouts.ts';
import { ReferralsRepository } from './referrals.repository.ts';
import { Verdicts } from './verdicts.ts';

type Of<Kind extends ReferralVerdict['kind']> = Extract<ReferralVerdict, { readonly kind: Kind }>;

/** Pays both sides of each referral once, when the friend's purchase can no longer be returned. */
@Injectable()
export class Settling {
  constructor(
    private readonly referrals: ReferralsRepository,
    private readonly verdicts: Verdicts,
    private readonly payouts: Payouts,
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Each in a transaction of its own. Throws at the end what failed; the next run tries again. */
  async settleAll(): Promise<void> {
    const failures: unknown[] = [];
    const now = this.clock.date();
    const joinedBefore = new Date(now.getTime() - daysToBuy * dayMs);
    let after: string | null = null;
    for (;;) {
      const ids: readonly string[] = await this.referrals.due(now, joinedBefore, after);
      for (const id of ids)
        await this.transactions.run(() => this.#settle(id)).catch((error: unknown) => failures.push(error));
      after = ids.at(-1) ?? null;
      if (after === null) break;
    }
    if (failures.length > 0)
      throw new AggregateError(failures, `${failures.length} referrals were not settled`);
  }

  /** Run twice, or by two processes, it pays once. */
  async #settle(id: string): Promise<void> {
    const row = await this.referrals.lock(id);
    if (row?.state !== 'open') return;
    if (!isPair(row)) return this.referrals.end(row, 'lapsed', this.clock.date());
    await this.verdicts.lock(row);
    await this.#follow(row, await this.verdicts.of(row));
  }

  async #follow(row: Pair, verdict: ReferralVerdict): Promise<void> {
    const steps: { readonly [Kind in ReferralVerdict['kind']]: (verdict: Of<Kind>) => Promise<void> } = {
      'no-purchase': () => this.#waits(row, null),
      returnable: ({ until }) => this.#waits(row, new Date(until)),
      lapsed: () => this.referrals.end(row, 'lapsed', this.clock.date()),
      due: ({ purchase }) => this.#due(row, purchase),
    };
    const step = steps[verdict.kind] as (verdict: ReferralVerdict) => Promise<void>;
    await step(verdict);
  }

  async #waits({ id, due_at: known }: Pair, dueAt: Date | null): Promise<void> {
    if (known?.getTime() !== dueAt?.getTime()) await this.referrals.setDue(id, dueAt);
  }

  async #due(row: Pair, purchase: FriendPurchase): Promise<void> {
    const signs = await this.verdicts.signs(row);
    if (signs.length > 0 && !row.approved) return this.#review(row, signs);
    const { member, friend } = await this.payouts.pay(row, purchase);
    await this.referrals.pay(row.id, { at: this.clock.date(), purchase, member, friend });
    const data = { referralId: row.id, points: member.points, friendPoints: friend.points };
    await this.outbox.append([{ name: 'referral.paid', memberId: row.member_id, data }], 'live');
  }

  async #review({ id, member_id: memberId }: Pair, signs: Pair['signs']): Promise<void> {
    await this.referrals.review(id, signs);
    const data = { referralId: id };
    await this.outbox.append([{ name: 'referral.review-needed', memberId, data }], 'live');
  }
}
