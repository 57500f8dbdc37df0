import { Injectable } from '@nestjs/common';
import type { listMemberMessages, Message, QueryOf, ReplyOf } from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import { page, readCursor } from '../../platform/http/cursor.ts';
import { MailsRepository, type MailRow } from '../../platform/mail/index.ts';
import { Accounts } from '../identity/index.ts';
import { Members } from '../members/index.ts';

/** What was sent to members, or not, and why. */
@Injectable()
export class Messages {
  constructor(
    private readonly mails: MailsRepository,
    private readonly members: Members,
    private readonly accounts: Accounts,
  ) {}

  /** Also those to the account of the member. Throws `not-found`. */
  async of(
    memberId: string,
    { limit, cursor }: QueryOf<typeof listMemberMessages>,
  ): Promise<ReplyOf<typeof listMemberMessages>> {
    await this.members.byId(memberId);
    const account = await this.accounts.byMember(memberId);
    const position = readCursor(cursor, 'moment', 'id');
    const before = position && { at: position[0], id: position[1] };
    const ids = account ? [memberId, account.id] : [memberId];
    const rows = await this.mails.about(ids, before, limit + 1);
    return page(rows, limit, show, ({ created_at, id }) => [created_at.toISOString(), id]);
  }
}

const show = ({
  id,
  class: messageClass,
  channel,
  template,
  subject,
  state,
  permission,
  ...times
}: MailRow): Message => ({
  id,
  class: messageClass,
  channel,
  cause: template,
  title: subject,
  state,
  permission,
  createdAt: toInstant(times.created_at),
  sentAt: times.sent_at && toInstant(times.sent_at),
  heldUntil: times.held_until && toInstant(times.held_until),
});
