import { Injectable } from '@nestjs/common';
import { closingDays, type Closing } from '@regulars/contracts';
import { closesAt } from '@regulars/loyalty';
import type { AccountActor } from '../../platform/actor.ts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Presence } from '../identity/index.ts';
import { ClosingTrail } from './closing-trail.ts';
import { ClosingsRepository, type ClosingRow } from './closings.repository.ts';
import { Members } from './members.ts';

/** A member's own request to leave. It waits for some days and can be withdrawn until then. */
@Injectable()
export class Leaving {
  constructor(
    private readonly closings: ClosingsRepository,
    private readonly members: Members,
    private readonly presence: Presence,
    private readonly transactions: Transactions,
    private readonly trail: ClosingTrail,
    private readonly clock: Clock,
  ) {}

  async of(memberId: string): Promise<Closing | null> {
    const row = await this.closings.find(memberId);
    return row ? show(row) : null;
  }

  /** Closes after the waiting days. Throws `wrong-credentials`, `member-not-active`. */
  async ask(actor: AccountActor, memberId: string, password: string | undefined): Promise<Closing> {
    const now = this.clock.now();
    return this.presence.assured(actor, password, async () => {
      const member = await this.members.byId(memberId);
      if (member.status === 'closed') throw new ClubError('member-not-active', 'This membership is closed');
      const due = new Date(closesAt(now, closingDays));
      const own = { byStaff: false, reason: null };
      const isNew = await this.closings.ask(memberId, new Date(now), due, own);
      const closing = await this.of(memberId);
      if (!closing) throw new ClubError('not-found');
      if (isNew) await this.trail.asked(member, closing);
      return closing;
    });
  }

  /** The member stays, even if there was no request. */
  async withdraw(memberId: string): Promise<void> {
    await this.transactions.run(async () => {
      if (await this.closings.withdraw(memberId, this.clock.date())) await this.trail.withdrawn(memberId);
    });
  }
}

const show = ({ asked_at, due_at }: ClosingRow): Closing => ({
  askedAt: toInstant(asked_at),
  closesAt: toInstant(due_at),
});
