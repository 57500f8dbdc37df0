import { Injectable } from '@nestjs/common';
import type { BodyOf, LeftWritings as Shown, setOwnWritings } from '@regulars/contracts';
import { Clock } from '../../../platform/clock.ts';
import { Transactions } from '../../../platform/database/transactions.ts';
import { Subscriptions } from '../../../platform/events/subscriptions/subscriptions.ts';
import { LeftWritingsRepository } from './left-writings.repository.ts';

/** What becomes of a member's posts and comments when the membership ends: they stay without a name, or go. */
@Injectable()
export class LeftWritings {
  constructor(
    private readonly writings: LeftWritingsRepository,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    subscriptions: Subscriptions,
  ) {
    subscriptions.subscribe({
      consumer: 'left-writings',
      names: ['member.closed'],
      origins: ['live'],
      from: 'now',
      handle: async ({ memberId }) => {
        if (memberId && (await this.writings.goes(memberId))) await this.writings.hide(memberId);
      },
    });
  }

  async of(memberId: string): Promise<Shown> {
    const counted = await this.writings.count(memberId);
    return { ...counted, afterLeaving: (await this.writings.goes(memberId)) ? 'goes' : 'stays' };
  }

  async choose(memberId: string, { afterLeaving }: BodyOf<typeof setOwnWritings>): Promise<Shown> {
    await this.transactions.run(() =>
      this.writings.choose(memberId, afterLeaving === 'goes', this.clock.date()),
    );
    return this.of(memberId);
  }
}
