import { Injectable } from '@nestjs/common';
import { consentWording, type BodyOf, type register } from '@regulars/contracts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Locations } from '../club/index.ts';
import { Credentials, FirstSession, type OpenedSession } from '../identity/index.ts';
import { ConfirmationMails } from './confirmation-mails.ts';
import { fullNameOf } from './member.ts';
import { Members } from './members.ts';

/** People join the club by themselves. */
@Injectable()
export class Registration {
  constructor(
    private readonly members: Members,
    private readonly credentials: Credentials,
    private readonly firstSession: FirstSession,
    private readonly locations: Locations,
    private readonly confirmations: ConfirmationMails,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Account, member, card and session, all or none; for an address that is known just as for any other, so that joining
   * tells nobody who is a customer. The address is only typed: points of somebody else are not had by it.
   */
  async join(
    { password, location, consents, ...newcomer }: BodyOf<typeof register>,
    device: string,
  ): Promise<OpenedSession> {
    if (location !== undefined && !(await this.locations.byCode(location)))
      throw ClubError.field('unknown-location', '/location', 'unknown location');
    const chosen = await this.credentials.choose(password, { email: newcomer.email, staff: false });
    return this.transactions.run(async () => {
      const member = await this.members.create({
        ...newcomer,
        joinedLocation: location,
        consents: consents.map((consent) => ({ ...consent, version: consentWording })),
      });
      const account = {
        email: newcomer.email,
        password: chosen,
        displayName: fullNameOf(member),
        language: newcomer.language,
        memberId: member.id,
      };
      const opened = await this.firstSession.open(account, device);
      await this.confirmations.send(member);
      return opened;
    });
  }
}
