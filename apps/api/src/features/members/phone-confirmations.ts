import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { newId } from '../../platform/ids.ts';
import { Mailer, TextMessages } from '../../platform/mail/index.ts';
import { Contacts, type Contact } from './contacts.repository.ts';
import { ConsentsRepository } from './consents.repository.ts';
import { phoneCodeText } from './mails/index.ts';
import { PhoneCodes } from './phone-codes.repository.ts';

/** The second step of a double opt-in by SMS: only the person who has the phone can confirm it. */
@Injectable()
export class PhoneConfirmations {
  constructor(
    private readonly contacts: Contacts,
    private readonly codes: PhoneCodes,
    private readonly consents: ConsentsRepository,
    private readonly mailer: Mailer,
    private readonly texts: TextMessages,
    private readonly transactions: Transactions,
  ) {}

  /**
   * The number that a code would go to. Throws `sms-not-available`, and `nothing-to-confirm` without a number or a consent that
   * waits.
   */
  async numberOf(memberId: string): Promise<string> {
    return this.#numberIn(await this.#contact(memberId));
  }

  /** Sends another code; earlier ones end, and are not sent any more. Throws like `numberOf`. */
  async send(memberId: string): Promise<void> {
    await this.transactions.run(async () => {
      const contact = await this.#contact(memberId);
      const phone = this.#numberIn(contact);
      const code = String(randomInt(1_000_000)).padStart(6, '0');
      await this.codes.put({ memberId, phone, code });
      await this.mailer.takeBack({ about: memberId, template: phoneCodeText });
      await this.mailer.send({
        to: phone,
        language: contact.language,
        template: phoneCodeText,
        data: { code },
        about: memberId,
        dedupeKey: `phone-code-${newId()}`,
        forAdmins: true,
      });
    });
  }

  /** Throws `code-over` and `code-wrong`. */
  async confirm(memberId: string, code: string): Promise<void> {
    // A wrong code is a try, which counts although the call is refused.
    const found = await this.transactions.run(async () => {
      // Another number at this moment would be confirmed by the code of the earlier one.
      await this.contacts.hold(memberId);
      const { phone } = await this.#contact(memberId);
      if (phone === null) return 'over';
      const outcome = await this.codes.use({ memberId, phone, code });
      if (outcome === 'right') await this.consents.confirm(memberId, 'sms');
      return outcome;
    });
    if (found === 'over') throw new ClubError('code-over');
    if (found === 'wrong')
      throw ClubError.field('code-wrong', '/code', 'is another code than the last one sent');
  }

  #numberIn({ phone, invented, consents }: Contact): string {
    // The number of a person of the demo may be someone's.
    if (!this.texts.work || (invented && this.texts.reachPeople)) throw new ClubError('sms-not-available');
    const waits = consents.some(({ channel, state }) => channel === 'sms' && state === 'pending');
    if (phone === null || !waits) throw new ClubError('nothing-to-confirm');
    return phone;
  }

  async #contact(memberId: string): Promise<Contact> {
    const contact = await this.contacts.of(memberId);
    if (!contact) throw new ClubError('not-found');
    return contact;
  }
}
