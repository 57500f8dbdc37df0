import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { CardsRepository } from './cards.repository.ts';
import { LossNotice } from './loss-notice.ts';

/** Members block their own cards, at any time of the day. */
@Injectable()
export class LostCards {
  constructor(
    private readonly cards: CardsRepository,
    private readonly notice: LossNotice,
    private readonly outbox: Outbox,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly transactions: Transactions,
  ) {}

  /** Blocks all usable cards: a member who lost one rarely knows its number. Without any it changes nothing. */
  async report(actor: Actor, memberId: string): Promise<void> {
    await this.transactions.run(async () => {
      await this.cards.holdMember(memberId);
      const lost = await this.cards.lose(memberId, this.clock.date());
      for (const { id } of lost)
        await this.audit.record(actor, {
          action: 'card.lost',
          subject: { type: 'card', id },
          memberId,
          after: { status: 'blocked' },
        });
      await this.outbox.append(
        lost.map(({ id }) => ({ name: 'card.blocked', memberId, data: { cardId: id } })),
      );
      if (lost[0]) await this.notice.send(memberId, lost[0].id);
    });
  }
}
