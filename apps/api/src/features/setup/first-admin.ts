import { Injectable } from '@nestjs/common';
import type { BodyOf, setUpAdmin } from '@regulars/contracts';
import { AuditTrail } from '../../platform/audit.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Credentials, FirstSession, type OpenedSession } from '../identity/index.ts';
import { SetupLink } from './setup-link.ts';

/** The person who ends the set-up. */
@Injectable()
export class FirstAdmin {
  constructor(
    private readonly link: SetupLink,
    private readonly credentials: Credentials,
    private readonly firstSession: FirstSession,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
  ) {}

  /** Signed in at once; the link ends. Throws as `SetupLink.state` does, and `already-taken`. */
  async appoint(
    token: string | undefined,
    person: BodyOf<typeof setUpAdmin>,
    device: string,
  ): Promise<OpenedSession> {
    await this.link.assertOpen(token);
    const password = await this.credentials.choose(person.password, { email: person.email, staff: true });
    return this.transactions.run(async () => {
      await this.link.hold(token);
      const account = { ...person, password, emailConfirmed: true };
      const opened = await this.firstSession.open(account, device, 'admin');
      await this.link.end();
      const { id } = opened.session.account;
      await this.audit.record(
        { kind: 'account', id, name: person.displayName },
        { action: 'club.set-up', subject: { type: 'account', id }, after: { role: 'admin', locations: [] } },
      );
      return opened;
    });
  }
}
