import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { MemberAccounts, type ListedSession } from '../identity/index.ts';
import { Members } from './members.ts';

/** Sessions of members, which staff can see and end: for a lost phone or a stolen account. */
@Injectable()
export class MemberSessions {
  constructor(
    private readonly members: Members,
    private readonly accounts: MemberAccounts,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
  ) {}

  /** Throws `not-found`. */
  async of(memberId: string): Promise<ListedSession[]> {
    const { id } = await this.members.byId(memberId);
    return this.accounts.sessionsOf(id);
  }

  /** Ends all; also succeeds if there was none. Throws `not-found`. */
  async end(actor: Actor, memberId: string): Promise<void> {
    await this.transactions.run(async () => {
      const { id } = await this.members.byId(memberId);
      const { length: devices } = await this.accounts.sessionsOf(id);
      await this.accounts.signOut(id);
      await this.audit.record(actor, {
        action: 'member.signed-out',
        subject: { type: 'member', id },
        after: { devices },
      });
    });
  }
}
