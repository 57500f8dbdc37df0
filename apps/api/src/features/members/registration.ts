import { Injectable } from '@nestjs/common';
import { consentWording, type BodyOf, type register } from '@regulars/contracts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Locations } from '../club/index.ts';
import { Credentials, FirstSession, type OpenedSession } from '../identity/index.ts';
import { ConfirmationMails } from './confirmation-mails.ts';
import { JoiningTerms } from './joining-terms.ts';
import { fullNameOf } from './member.ts';
import { Members } from './members.ts';

const accepting = { way: 'joining', pointer: '/acceptedTerms/version' } as const;

/** People join the club on their own. */
@Injectable()
export class Registration {
  constructor(
    private readonly members: Members,
    private readonly credentials: Credentials,
    private readonly firstSession: FirstSession,
    private readonly locations: Locations,
    private readonly confirmations: ConfirmationMails,
    private readonly terms: JoiningTerms,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Creates account, member, card and session, all or none. Works the same for known addresses, so that joining
   * reveals no customers. The address is only typed and gives no access to other people's points.
   */
  async join(
    { password, location, consents: given, acceptedTerms, ...newcomer }: BodyOf<typeof register>,
    device: string,
  ): Promise<OpenedSession> {
    if (location !== undefined && !(await this.locations.byCode(location)))
      throw ClubError.field('unknown-location', '/location', 'unknown location');
    const { version, consents } = await this.terms.agreed({ acceptedTerms, consents: given });
    const chosen = await this.credentials.choose(password, { email: newcomer.email, staff: false });
    return this.transactions.run(async () => {
      const member = await this.members.create({
        ...newcomer,
        joinedLocation: location,
        consents: consents.map((consent) => ({ version: consentWording, ...consent })),
      });
      if (version !== null)
        await this.terms.accept(member.id, { ...accepting, version, language: newcomer.language });
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
