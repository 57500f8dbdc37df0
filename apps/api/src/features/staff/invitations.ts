import { Injectable } from '@nestjs/common';
import type { getInvitation, ReplyOf } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import {
  Credentials,
  MailLinks,
  StaffAccounts,
  StaffJoining,
  type StaffAccountRow,
} from '../identity/index.ts';
import { invitationMail } from './mails/index.ts';

/** The link for joining the team. */
@Injectable()
export class Invitations {
  constructor(
    private readonly accounts: StaffAccounts,
    private readonly joining: StaffJoining,
    private readonly credentials: Credentials,
    private readonly links: MailLinks,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
  ) {}

  /** The invited person, and the link that was sent. In a transaction. Throws `already-taken`. */
  async invite(
    actor: Actor,
    person: Parameters<StaffJoining['invite']>[0],
    place: Parameters<StaffJoining['invite']>[1],
  ): Promise<{ row: StaffAccountRow; link: string }> {
    const row = await this.joining.invite(person, place);
    return { row, link: await this.#send(actor, row) };
  }

  /**
   * Sends it to the invited address, even if the account has another address now. In a transaction; the earlier link
   * ends.
   */
  async resend(actor: Actor, found: StaffAccountRow): Promise<StaffAccountRow> {
    const row = await this.joining.atInvitedAddress(found);
    await this.#send(actor, row);
    return row;
  }

  async #send(actor: Actor, row: StaffAccountRow): Promise<string> {
    return this.links.send(invitationMail, row.id, {
      to: row.email,
      language: row.language,
      data: { name: row.display_name, role: row.role, invitedBy: actor.name },
      forAdmins: row.role !== 'cashier',
    });
  }

  /** Throws `not-found`, `link-used`, `link-expired`. */
  async read(token: string, actor: Actor | null): Promise<ReplyOf<typeof getInvitation>> {
    const { subjectId, expiresAt } = await this.links.read('invitation', token);
    const row = await this.accounts.byId(subjectId);
    return {
      email: row.email,
      displayName: row.display_name,
      role: row.role,
      expiresAt: toInstant(expiresAt),
      needsPassword: await this.joining.needsPassword(row, actor),
    };
  }

  /** Throws `not-found`, `link-used`, `link-expired`, `password-needed`. */
  async accept(token: string, password: string | undefined, actor: Actor | null): Promise<void> {
    const link = await this.links.read('invitation', token);
    const chosen = await this.credentials.choose(password, { email: link.email, staff: true });
    await this.transactions.run(async () => {
      const { subjectId } = await this.links.use('invitation', token);
      const invited = await this.accounts.lockById(subjectId);
      if (invited.state !== 'invited') throw new ClubError('link-used');
      if (invited.email.toLowerCase() !== link.email.toLowerCase()) throw new ClubError('link-expired');
      const row = await this.joining.accept(invited, { actor, password: chosen });
      await this.audit.record(
        { kind: 'account', id: row.id, name: row.display_name },
        {
          action: 'staff.joined',
          subject: { type: 'account', id: row.id },
          after: { role: row.role, locations: row.location_ids, state: 'active' },
        },
      );
    });
  }
}
