import { Injectable } from '@nestjs/common';
import type { Closing } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { newId } from '../../platform/ids.ts';
import { Mailer, PortalLinks } from '../../platform/mail/index.ts';
import { fullNameOf, type MemberRecord } from './member.ts';
import { membershipClosingMail, membershipClosedMail } from './mails/index.ts';

/** Reports changes of a membership: to the events, to the audit log, and to the member who asked for it. */
@Injectable()
export class ClosingTrail {
  constructor(
    private readonly outbox: Outbox,
    private readonly audit: AuditTrail,
    private readonly mailer: Mailer,
    private readonly portal: PortalLinks,
  ) {}

  async asked(member: MemberRecord, { closesAt }: Closing): Promise<void> {
    await this.#tell(member.id, 'member.closing-asked');
    if (member.email === null) return;
    await this.mailer.send({
      to: member.email,
      about: member.id,
      language: member.language,
      template: membershipClosingMail,
      data: { name: nameOf(member), link: this.portal.to('/club/profile#closing'), closesAt },
      dedupeKey: `membership-closing:${newId()}`,
    });
  }

  async withdrawn(memberId: string): Promise<void> {
    await this.#tell(memberId, 'member.closing-withdrawn');
  }

  /** `asked` by the member. The mail uses the member's previous state. */
  async closed(
    actor: Actor,
    member: MemberRecord,
    { reason, asked }: { reason: string | null; asked: boolean },
  ): Promise<void> {
    await this.#record(actor, member.id, 'member.closed', { reason });
    if (!asked || member.email === null) return;
    await this.mailer.send({
      to: member.email,
      about: member.id,
      language: member.language,
      template: membershipClosedMail,
      data: { name: nameOf(member) },
      dedupeKey: `membership-closed:${newId()}`,
    });
  }

  async reopened(actor: Actor, memberId: string): Promise<void> {
    await this.#record(actor, memberId, 'member.reopened', {});
  }

  async #tell(
    memberId: string,
    name: 'member.closing-asked' | 'member.closing-withdrawn' | 'member.closed' | 'member.reopened',
  ): Promise<void> {
    await this.outbox.append([{ name, memberId, data: {} }]);
  }

  async #record(
    actor: Actor,
    memberId: string,
    action: 'member.closed' | 'member.reopened',
    after: object,
  ): Promise<void> {
    await this.#tell(memberId, action);
    await this.audit.record(actor, { action, subject: { type: 'member', id: memberId }, after });
  }
}

const nameOf = (member: MemberRecord): string => member.firstName ?? fullNameOf(member);
