import { Injectable } from '@nestjs/common';
import { Transactions } from '../database/transactions.ts';
import { moves } from '../privacy/merging.ts';
import { PersonalData, type Person } from '../privacy/personal-data.ts';
import { MailFiles } from './mail-files.ts';
import { statement } from './statements.ts';

const told = statement(
  'personal-mails-told',
  `select recipient, subject, template, class, state, permission, created_at as "createdAt", sent_at as "sentAt", held_until as "heldUntil"
   from mails where about_id = $1 order by created_at`,
);
// Mails of before `about_id` are known by the address. One that waits may be for another who has it.
const erase = statement(
  'personal-mails-erase',
  `delete from mails
   where about_id = any($1) or (about_id is null and lower(recipient) = any($2) and state <> 'queued') returning id`,
);

/** Mails to a member, and their files where the club keeps them. */
@Injectable()
export class PersonalMails {
  constructor(
    personal: PersonalData,
    private readonly transactions: Transactions,
    private readonly files: MailFiles,
  ) {
    personal.register({
      name: 'mail',
      tables: { mails: { merges: moves(['id'], { column: 'about_id' }), leaves: 'nothing', told } },
      erase: (person) => this.#erase(person),
    });
  }

  // The files first: a row that comes back by a rollback knows that its file may be gone, a file without a row is lost sight of.
  async #erase({ memberId, accountId, emails }: Person): Promise<void> {
    const about = accountId === null ? [memberId] : [memberId, accountId];
    const gone = await this.transactions.query(erase, [about, emails]);
    for (const { id } of gone) await this.files.forget(id);
  }
}
