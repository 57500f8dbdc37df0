import { normaliseEmail } from '@regulars/loyalty';
import type { TillMember } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { problemText } from '#lib/problem.ts';
import { signal } from './signals.ts';
import { TillProblem, type JoinBody, type TillApi } from './till-api.ts';

/** A new member at the till: one way to reach them, and a name if they like. */
export class Joining {
  readonly #api: TillApi;
  readonly #language: JoinBody['language'];

  contact = $state('');
  firstName = $state('');
  lastName = $state('');
  agreed = $state(false);
  busy = $state(false);
  contactError = $state('');
  termsError = $state('');
  problem = $state('');
  /** Whose the contact is already; nothing of them is changed. */
  known = $state.raw<TillMember | null>(null);
  member = $state.raw<TillMember | null>(null);
  /** QR of the new card's number, as a data URL. */
  picture = $state('');

  constructor(api: TillApi, language: JoinBody['language']) {
    this.#api = api;
    this.#language = language;
  }

  async join(): Promise<void> {
    this.known = null;
    this.contactError = this.contact.trim() === '' ? m.common_field_required() : '';
    this.termsError = this.agreed ? '' : m.till_join_terms_needed();
    if (this.contactError || this.termsError) return;
    await this.#work(async () => {
      const { id } = await this.#api.join(this.#body());
      await this.#welcome(await this.#api.resolve(id));
    });
  }

  #body(): JoinBody {
    const contact = this.contact.trim();
    const [firstName, lastName] = [this.firstName.trim(), this.lastName.trim()];
    return {
      ...(contact.includes('@') ? { email: normaliseEmail(contact) ?? contact } : { phone: contact }),
      ...(firstName && { firstName }),
      ...(lastName && { lastName }),
      language: this.#language,
      consents: [{ purpose: 'terms', granted: true }],
    };
  }

  async #welcome(member: TillMember): Promise<void> {
    if (member.card) this.picture = await qrPicture(member.card.number);
    this.member = member;
    signal('good');
  }

  async #work(task: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = '';
    try {
      await task();
    } catch (refusal) {
      if (!(refusal instanceof TillProblem)) throw refusal;
      await this.#refused(refusal);
      signal('bad');
    } finally {
      this.busy = false;
    }
  }

  async #refused({ code, pointers, memberId }: TillProblem): Promise<void> {
    if (code === 'already-taken') {
      this.contactError = m.till_join_taken();
      if (memberId !== undefined) await this.#offer(memberId);
    } else if (pointers.some((pointer) => pointer === '/email' || pointer === '/phone'))
      this.contactError = m.till_join_wrong();
    else this.problem = problemText(code);
  }

  /** Asks whether it is them; a membership that is blocked or closed is not offered. */
  async #offer(memberId: string): Promise<void> {
    try {
      this.known = await this.#api.resolve(memberId);
    } catch (refusal) {
      if (!(refusal instanceof TillProblem)) throw refusal;
      this.problem = problemText(refusal.code);
    }
  }
}

async function qrPicture(text: string): Promise<string> {
  const { default: qrcode } = await import('qrcode');
  return qrcode.toDataURL(text, { margin: 1, width: 448, errorCorrectionLevel: 'M' });
}
