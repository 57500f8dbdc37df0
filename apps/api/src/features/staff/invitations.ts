import { Injectable } from '@nestjs/common';
import type { getInvitation, ReplyOf } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { newId } from '../../platform/ids.ts';
import { Mailer, PortalLinks } from '../../platform/mail/index.ts';
import { MailLinks, StaffAccounts, type StaffAccountRow } from '../identity/index.ts';

/** The link by which somebody joins the team. */
@Injectable()
export class Invitations {
  constructor(
    private readonly accounts: StaffAccounts,
    private readonly links: MailLinks,
    private readonly mailer: Mailer,
    private readonly portal: PortalLinks,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
  ) {}

  /** The link that was sent. In the transaction of its cause; a link sent before ends. */
  async send(actor: Actor, row: StaffAccountRow): Promise<string> {
    const token = await this.links.issue('invitation', row.id, row.email);
    const link = this.portal.to(`/invitation/${token}`);
    await this.mailer.send({
      to: row.email,
      language: row.language,
      template: 'invitation',
      data: {
        name: row.display_name,
        link,
        role: row.role,
        invitedBy: actor.name,
      },
      dedupeKey: `invitation:${newId()}`,
      forAdmins: row.role !== 'cashier',
    });
    return link;
  }

  /** Throws `not-found`, `link-used`, `link-expired`. */
  async read(token: string): Promise<ReplyOf<typeof getInvitation>> {
    const { subjectId, expiresAt } = await this.links.read('invitation', token);
    const row = await this.accounts.byId(subjectId);
    return {
      email: row.email,
      displayName: row.display_name,
      role: row.role,
      expiresAt: toInstant(expiresAt),
      needsPassword: !row.has_password,
    };
  }

  /** Throws `not-found`, `link-used`, `link-expired`, `invalid-request` when the password is missing. */
  async accept(token: string, password: string | undefined): Promise<void> {
    await this.links.read('invitation', token);
    const hash = password === undefined ? null : await this.accounts.hash(password);
    await this.transactions.run(async () => {
      const { subjectId } = await this.links.use('invitation', token);
      const row = await this.accounts.lockById(subjectId);
      if (row.state !== 'invited') throw new ClubError('link-used');
      await this.accounts.accept(row, hash);
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
