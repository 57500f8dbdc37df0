import { Injectable } from '@nestjs/common';
import type { AccountActor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Accounts } from './accounts.ts';
import { SessionsRepository } from './sessions.repository.ts';

/** A recent sign-in needs no password. */
const recentMs = 10 * 60_000;

/** Makes sure that the person decides and not someone at an unattended browser. */
@Injectable()
export class Presence {
  constructor(
    private readonly accounts: Accounts,
    private readonly sessions: SessionsRepository,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * Runs this in a transaction. Throws `wrong-credentials` at `/password`, also if a required one is missing.
   */
  async assured<Result>(
    { id, sessionId }: AccountActor,
    password: string | undefined,
    work: () => Promise<Result>,
  ): Promise<Result> {
    if (password !== undefined) return this.accounts.withPassword(id, password, work);
    if (!(await this.sessions.openedSince(sessionId, new Date(this.clock.now() - recentMs))))
      throw ClubError.field('wrong-credentials', '/password', 'the password is needed');
    return this.transactions.run(work);
  }
}
