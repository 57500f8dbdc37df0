import { normaliseEmail, parseCode } from '@regulars/loyalty';
import type { TillMember } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { tillProblemText } from '#lib/shell/problem-texts.ts';
import { newAttempt, type Attempt } from '#lib/till/shared/attempt.ts';
import type { Attempts } from '#lib/till/shared/attempts.svelte.ts';
import { signal } from '#lib/till/shared/signals.ts';
import { ApiProblem } from '@regulars/client';
import { type JoinBody, type JoinReply } from '#lib/till/shared/till-api.ts';
import { openText } from '#lib/till/shared/verdict.ts';

/** How far the clocks of devices may differ from ours. */
const clockMs = 10 * 60_000;

interface JoiningAt {
  readonly place: string;
  readonly language: JoinBody['language'];
  readonly asksTerms: boolean;
}

/** A new member at the till: one contact, and optionally a name. */
export class Joining {
  readonly #attempts: Attempts;
  readonly #place: string;
  /** The club has published terms, so the member must accept them. */
  readonly #asksTerms: boolean;

  /** Of the member's e-mails and pages. */
  language = $state<JoinBody['language']>('de');
  contact = $state('');
  firstName = $state('');
  lastName = $state('');
  /** Code or link of the member who brings this one. */
  brought = $state('');
  /** What became of it; it never prevents joining. */
  invitation = $state.raw<'usable' | 'unusable' | null>(null);
  agreed = $state(false);
  /** The contact is read back before anything is sent. */
  checking = $state(false);
  busy = $state(false);
  contactError = $state('');
  termsError = $state('');
  problem = $state('');
  /** The existing member with this contact; nothing of theirs is changed. */
  known = $state.raw<TillMember | null>(null);
  member = $state.raw<TillMember | null>(null);
  /** Has joined, whatever comes after it. */
  joined = $state.raw<{ readonly id: string; readonly name: string } | null>(null);
  /** What is missing since then. */
  missing = $state('');
  /** QR of the new card's number, as a data URL. */
  picture = $state('');
  #attempt: Attempt<'join'> | null;
  /** The request was sent before without a reply. */
  #resent = false;

  /** @param attempt was sent without a reply: its new member is recognised */
  constructor(
    attempts: Attempts,
    { place, language, asksTerms }: JoiningAt,
    attempt: Attempt<'join'> | null,
  ) {
    this.#attempts = attempts;
    this.#place = place;
    this.#asksTerms = asksTerms;
    this.language = language;
    this.#attempt = attempt;
  }

  /** Shows the contact to read it back, if the form is complete. */
  check(): void {
    this.known = null;
    this.problem = '';
    this.contactError = contactFault(this.contact.trim());
    this.termsError = this.agreed || !this.#asksTerms ? '' : m.till_join_terms_needed();
    this.checking = !this.contactError && !this.termsError;
    if (this.checking) void this.#checkInvitation();
  }

  async #checkInvitation(): Promise<void> {
    const code = this.brought.trim();
    this.invitation = null;
    if (code === '') return;
    try {
      const usable = await this.#attempts.api.mayInvite(code);
      if (code === this.brought.trim()) this.invitation = usable ? 'usable' : 'unusable';
    } catch (refusal) {
      // Joining tells what is wrong with the connection.
      if (!(refusal instanceof ApiProblem)) throw refusal;
    }
  }

  async join(): Promise<void> {
    await this.#work(async () => {
      const body = this.#body();
      this.#resent = this.#attempt !== null;
      this.#attempt ??= newAttempt({ kind: 'join', path: '/members', body: null, place: this.#place });
      const { id } = await this.#attempts.send<JoinReply>(this.#attempt, () => this.#attempts.api.join(body));
      this.joined = { id, name: [body.firstName, body.lastName].filter(Boolean).join(' ') };
    });
    if (this.joined) await this.showCard();
  }

  /** What fails here takes nothing back: they have joined. */
  async showCard(): Promise<void> {
    if (!this.joined || this.busy) return;
    this.busy = true;
    this.missing = '';
    try {
      await this.#welcome(await this.#attempts.api.resolve(this.joined.id));
      if (!this.member?.card) this.missing = m.till_joined_no_card();
    } catch (refusal) {
      if (!(refusal instanceof ApiProblem)) throw refusal;
      this.missing = m.till_joined_later({ reason: tillProblemText(refusal.code) });
    } finally {
      this.busy = false;
    }
  }

  #body(): JoinBody {
    const contact = this.contact.trim();
    const [firstName, lastName] = [this.firstName.trim(), this.lastName.trim()];
    const brought = this.brought.trim();
    return {
      ...(contact.includes('@')
        ? { email: normaliseEmail(contact) ?? contact }
        : { phone: phoneOf(contact) ?? contact }),
      ...(firstName && { firstName }),
      ...(lastName && { lastName }),
      language: this.language,
      ...(brought && { referral: brought }),
      ...(this.#asksTerms && { consents: [{ purpose: 'terms', granted: true }] }),
    };
  }

  async #welcome(member: TillMember): Promise<void> {
    if (member.card) this.picture = await qrPicture(member.card.number);
    this.member = member;
    this.joined = { id: member.member.id, name: member.member.displayName };
    signal('good');
  }

  async #work(task: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = '';
    try {
      await task();
    } catch (refusal) {
      if (!(refusal instanceof ApiProblem)) throw refusal;
      this.checking = false;
      await this.#refused(refusal);
      signal('bad');
    } finally {
      this.busy = false;
    }
  }

  async #refused({ code, fields, problem }: ApiProblem): Promise<void> {
    if (('/email' in fields || '/phone' in fields) && code !== 'already-taken') {
      this.contactError = m.till_join_wrong();
      return;
    }
    const attempt = this.#attempt;
    if (attempt && this.#attempts.find(attempt.key)) {
      this.problem = openText(code, attempt.place) ?? m.till_join_uncertain();
      return;
    }
    this.#attempt = null;
    if (code !== 'already-taken') {
      this.problem = tillProblemText(code);
      return;
    }
    this.contactError = m.till_join_taken();
    if (problem?.memberId !== undefined) await this.#offer(problem.memberId, attempt);
  }

  /**
   * Asks whether it is this member; blocked or closed memberships are not offered. A member created by this
   * very attempt is welcomed.
   */
  async #offer(memberId: string, attempt: Attempt<'join'> | null): Promise<void> {
    try {
      const member = await this.#attempts.api.resolve(memberId);
      if (attempt && this.#resent && joinedSince(member, attempt.at)) await this.#welcome(member);
      else this.known = member;
    } catch (refusal) {
      if (!(refusal instanceof ApiProblem)) throw refusal;
      this.problem = tillProblemText(refusal.code);
    }
  }
}

/** `+43…`; null without a country code. */
function phoneOf(typed: string): string | null {
  const code = parseCode(typed);
  return code.kind === 'phone' ? code.phone : null;
}

/** Without its country code, the number of a member looks like a new one, and they would be here twice. */
function contactFault(typed: string): string {
  if (typed === '') return m.common_field_required();
  if (typed.includes('@') || phoneOf(typed) !== null) return '';
  return /^[\d\s()/.-]{5,}$/u.test(typed) ? m.till_join_country() : m.till_join_wrong();
}

const joinedSince = ({ member }: TillMember, at: string): boolean =>
  new Date(member.joinedAt).getTime() > new Date(at).getTime() - clockMs;

async function qrPicture(text: string): Promise<string> {
  const { default: qrcode } = await import('qrcode');
  return qrcode.toDataURL(text, { margin: 1, width: 448, errorCorrectionLevel: 'M' });
}
