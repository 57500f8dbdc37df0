import { Injectable } from '@nestjs/common';
import type { StaffRole } from '@regulars/contracts';
import { Accounts, type NewAccount } from './accounts.ts';
import { SessionsService, type OpenedSession } from './sessions.service.ts';

/** A new account whose owner is signed in at once. */
@Injectable()
export class FirstSession {
  constructor(
    private readonly accounts: Accounts,
    private readonly sessions: SessionsService,
  ) {}

  /** In a transaction. Throws `already-taken` as `Accounts.open` does. */
  async open(account: NewAccount, device: string, role?: StaffRole): Promise<OpenedSession> {
    const id = await this.accounts.open(account);
    if (role !== undefined) await this.accounts.grant(id, role);
    return this.sessions.open(id, device);
  }
}
