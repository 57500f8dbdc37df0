import { Injectable } from '@nestjs/common';
import { system, type Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { MemberAccounts } from '../identity/index.ts';
import { ClosingTrail } from './closing-trail.ts';
import { ClosingsRepository } from './closings.repository.ts';
import type { MemberRecord } from './member.ts';
import { Members } from './members.ts';

/**
 * Ends a membership: cards are refused, the sign-in ends, the books stay. Personal data stay as far as the
 * books need them; erasing is separate.
 */
@Injectable()
export class Closings {
  constructor(
    private readonly closings: ClosingsRepository,
    private readonly members: Members,
    private readonly memberAccounts: MemberAccounts,
    private readonly transactions: Transactions,
    private readonly trail: ClosingTrail,
    private readonly clock: Clock,
  ) {}

  /** By staff, at once. A closed one stays closed. Throws `not-found`. */
  async close(actor: Actor, memberId: string, reason: string): Promise<MemberRecord> {
    return this.transactions.run(async () => {
      const member = await this.members.byId(memberId);
      if (member.status === 'closed') return member;
      const now = this.clock.date();
      const asked = !(await this.closings.ask(memberId, now, now, { byStaff: true, reason }));
      await this.#close(actor, member, { byStaff: true, reason, asked });
      return this.members.byId(memberId);
    });
  }

  /** Restores it as it was. An open one stays open. Throws `not-found`, `member-erased`. */
  async reopen(actor: Actor, memberId: string): Promise<MemberRecord> {
    return this.transactions.run(async () => {
      await this.members.byId(memberId);
      if (await this.closings.lock(memberId)) throw new ClubError('member-erased');
      if (await this.closings.reopen(memberId, this.clock.date())) {
        const { status } = await this.members.byId(memberId);
        if (status === 'active') await this.memberAccounts.enable(memberId);
        await this.trail.reopened(actor, memberId);
      }
      return this.members.byId(memberId);
    });
  }

  /** Closes some memberships whose waiting days are over. Returns how many there were. */
  async closeDue(most: number): Promise<number> {
    return this.transactions.run(async () => {
      const due = await this.closings.takeDue(this.clock.date(), most);
      const own = { byStaff: false, reason: null, asked: true };
      for (const id of due) await this.#close(system, await this.members.byId(id), own);
      return due.length;
    });
  }

  async #close(
    actor: Actor,
    member: MemberRecord,
    { byStaff, reason, asked }: { byStaff: boolean; reason: string | null; asked: boolean },
  ): Promise<void> {
    const now = this.clock.date();
    if (!(await this.closings.close(member.id, now, byStaff, reason))) {
      // Closed in another way in the meantime, so nothing waits any more.
      await this.closings.withdraw(member.id, now);
      return;
    }
    await this.memberAccounts.end(member.id, now);
    await this.trail.closed(actor, member, { reason, asked });
  }
}
