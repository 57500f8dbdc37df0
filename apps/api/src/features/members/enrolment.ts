import { Injectable } from '@nestjs/common';
import type { BodyOf, createMember } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { ConfirmationMails } from './confirmation-mails.ts';
import { recordedBy } from './consents.ts';
import { JoiningTerms } from './joining-terms.ts';
import type { MemberRecord } from './member.ts';
import { Members } from './members.ts';
import { sourceOf } from './source-of.ts';
import { StoredPhones } from './stored-phones.ts';

/** Staff and keys add members. */
@Injectable()
export class Enrolment {
  constructor(
    private readonly members: Members,
    private readonly phones: StoredPhones,
    private readonly confirmations: ConfirmationMails,
    private readonly terms: JoiningTerms,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
  ) {}

  /** Throws `already-taken`, `invalid-request`. */
  async enrol(actor: Actor, { referral, ...typed }: BodyOf<typeof createMember>): Promise<MemberRecord> {
    const newcomer = await this.phones.typedBy(actor, typed);
    return this.transactions.run(async () => {
      const member = await this.members.admit({
        ...newcomer,
        consents: (await this.terms.worded(newcomer.consents)).map((consent) => ({
          ...consent,
          source: recordedBy(actor),
        })),
        source: sourceOf(actor),
        joinedLocation: await this.phones.placeOf(actor),
        ...(referral ? { invitation: { code: referral, way: 'till', browserOf: [] } } : {}),
      });
      await this.audit.record(actor, {
        action: 'member.created',
        subject: { type: 'member', id: member.id },
        after: { fields: Object.keys(newcomer) },
      });
      if (await this.confirmations.areAwaited(member.id)) await this.confirmations.send(member);
      return member;
    });
  }
}
