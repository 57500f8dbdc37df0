import { Injectable } from '@nestjs/common';
import type { BodyOf, register } from '@regulars/contracts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Locations } from '../club/index.ts';
import { Credentials, FirstSession, type OpenedSession } from '../identity/index.ts';
import { ConfirmationMails } from './confirmation-mails.ts';
import type { Invitation } from './joining-parts.ts';
import { fullNameOf } from './member.ts';
import { NewMembers } from './new-members.ts';

/** People join the club on their own. */
@Injectable()
export class Registration {
  constructor(
    private readonly newMembers: NewMembers,
    private readonly credentials: Credentials,
    private readonly firstSession: FirstSession,
    private readonly locations: Locations,
    private readonly confirmations: ConfirmationMails,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Creates account, member, card and session, all or none. Works the same for known addresses, so that joining
   * reveals no customers. The address is only typed and gives no access to other people's points.
   */
  async join(
    { password, location, consents: given, acceptedTerms, referral, ...newcomer }: BodyOf<typeof register>,
    device: string,
    browserOf: readonly string[],
  ): Promise<OpenedSession> {
    if (location !== undefined && !(await this.locations.byCode(location)))
      throw ClubError.field('unknown-location', '/location', 'unknown location');
    const agreed = await this.newMembers.agreed({ acceptedTerms, consents: given });
    const chosen = await this.credentials.choose(password, { email: newcomer.email, staff: false });
    return this.transactions.run(async () => {
      const invitation: Invitation | undefined = referral
        ? { code: referral, way: 'link', browserOf }
        : undefined;
      const member = await this.newMembers.create(
        { ...newcomer, joinedLocation: location, ...(invitation && { invitation }) },
        agreed,
      );
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
