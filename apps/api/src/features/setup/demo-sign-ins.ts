import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { configToken, type Config } from '../../config.ts';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { ClubSettings } from '../club/index.ts';
import { DemoAccounts, StaffAccounts, type RevokedDemo } from '../identity/index.ts';
import { isRealClub } from './real-club.ts';

/** The sign-in data of the demo, which a club that went live with the demo's data should end. */
@Injectable()
export class DemoSignIns {
  constructor(
    private readonly demo: DemoAccounts,
    private readonly staff: StaffAccounts,
    private readonly club: ClubSettings,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    @Inject(configToken) private readonly config: Config,
  ) {}

  /** Whether this is a real club that they still open. */
  async areDue(): Promise<boolean> {
    return isRealClub(this.config) && (await this.club.current()).demo && (await this.demo.areOpen());
  }

  /** Ends them, in the database and in their file. Throws `last-admin` where nobody else would be left to lead. */
  async revoke(actor: Actor): Promise<RevokedDemo> {
    if (!(await this.club.current()).demo) return { emails: [], keys: 0 };
    const revoked = await this.transactions.run(async () => {
      const ended = await this.demo.revoke();
      if (!(await this.staff.hasAdmin())) throw new ClubError('last-admin');
      if (ended.emails.length + ended.keys > 0) await this.audit.record(actor, { action: 'demo.revoked' });
      return ended;
    });
    await rm(join(resolve(this.config.DATA_DIR), 'demo-credentials.json'), { force: true });
    return revoked;
  }
}
