import { parseCode } from '@regulars/loyalty';
import type { TillMember } from '@regulars/contracts';
import { createContext } from 'svelte';
import { m } from '#lib/paraglide/messages.js';
import { inLanguage } from '#lib/texts.ts';
import { dateTime } from '#lib/ui/format.ts';
import { newKey } from './draft.ts';
import type { Sale } from './sale.svelte.ts';
import { signal } from './signals.ts';
import { TillProblem, type TillApi, type TillChoice, type TillCode, type TillVoucher } from './till-api.ts';
import { verdictOf, type Verdict } from './verdict.ts';

const longestCode = 500;

/** What comes to the counter: cards, vouchers, numbers, in whatever way they are read. */
export class Desk {
  readonly #api: TillApi;
  readonly #sale: Sale;
  readonly #timeZone: string;
  #voucherKey = '';

  /** The last scan was refused, and why. */
  verdict = $state.raw<Verdict | null>(null);
  /** Several members have what was typed: one of them is meant. */
  choices = $state.raw<readonly TillChoice[]>([]);
  /** A voucher lies on the counter. */
  voucher = $state.raw<TillVoucher | null>(null);
  /** Sent to be used, and no answer came: the same may be sent again. */
  voucherProblem = $state('');
  busy = $state(false);
  /** The last result, for those who listen. */
  said = $state('');
  /** Counts good scans, so that the same card can be seen to be scanned again. */
  scans = $state(0);

  constructor(api: TillApi, sale: Sale, timeZone: string) {
    this.#api = api;
    this.#sale = sale;
    this.#timeZone = timeZone;
  }

  /** QR text, card number, voucher code, phone or e-mail. */
  async read(text: string): Promise<void> {
    const typed = text.trim();
    if (typed === '' || this.busy) return;
    if (typed.length > longestCode) return this.#refuse('unknown-card');
    if (this.#sale.locked) return this.#show({ title: m.till_bad_open(), text: m.till_post_uncertain() });
    const code = parseCode(typed);
    await this.#attempt(async () => {
      if (code.kind === 'voucher') await this.#lookAt(code.code);
      else this.greet(await this.#api.resolve(typed));
    });
  }

  greet(member: TillMember): void {
    if (member.own) return this.#refuse('own');
    this.#sale.serve(member);
    this.verdict = null;
    this.choices = [];
    this.voucher = null;
    this.scans += 1;
    const { displayName } = member.member;
    this.said = m.till_said_member({
      name: displayName,
      points: m.common_points({ count: member.balance.available }),
    });
    signal('good');
  }

  async openVoucher(code: string): Promise<void> {
    await this.#attempt(() => this.#lookAt(code));
  }

  async useVoucher(): Promise<void> {
    const { voucher } = this;
    if (voucher?.state !== 'issued') return;
    await this.#attempt(async () => {
      try {
        this.voucher = await this.#api.useVoucher(voucher.code, this.#sale.place.location, this.#voucherKey);
      } catch (refusal) {
        if (!(refusal instanceof TillProblem)) throw refusal;
        if (refusal.uncertain) return this.#unsure();
        if (refusal.code !== 'voucher-used') throw refusal;
        return this.#lookAt(voucher.code);
      }
      this.voucherProblem = '';
      this.#takeFromMember(voucher.code);
      this.verdict = null;
      this.said = m.till_said_used({ name: inLanguage(voucher.rewardName) });
      signal('done');
    });
  }

  dismiss(): void {
    this.verdict = null;
    this.choices = [];
    this.voucher = null;
  }

  #unsure(): void {
    this.voucherProblem = m.till_voucher_uncertain();
    this.said = this.voucherProblem;
    signal('bad');
  }

  async #lookAt(code: string): Promise<void> {
    const voucher = await this.#api.voucher(code);
    if (voucher.state !== 'issued') {
      this.#takeFromMember(code);
      return this.#show(this.#spent(voucher));
    }
    this.verdict = null;
    this.voucher = voucher;
    this.voucherProblem = '';
    this.#voucherKey = newKey();
    this.said = m.till_said_voucher({
      name: inLanguage(voucher.rewardName),
      member: voucher.member.displayName,
    });
    signal('good');
  }

  #spent(voucher: TillVoucher): Verdict {
    if (voucher.state === 'cancelled') return verdictOf('voucher-cancelled');
    const when = (at: string): string => dateTime(at, 'short', this.#timeZone);
    if (voucher.state === 'expired')
      return {
        ...verdictOf('voucher-expired'),
        text: m.till_bad_expired_at({ when: when(voucher.expiresAt) }),
      };
    const used = verdictOf('voucher-used');
    if (voucher.usedAt === null) return used;
    const at = when(voucher.usedAt);
    const where = voucher.usedAtLocation;
    return {
      ...used,
      text: where ? m.till_bad_used_where({ when: at, where }) : m.till_bad_used_at({ when: at }),
    };
  }

  #takeFromMember(code: string): void {
    const { member } = this.#sale;
    if (!member?.vouchers.some((voucher) => voucher.code === code)) return;
    this.#sale.member = { ...member, vouchers: member.vouchers.filter((voucher) => voucher.code !== code) };
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      await work();
    } catch (refusal) {
      if (!(refusal instanceof TillProblem)) throw refusal;
      this.#refuse(refusal.code, refusal.members);
    } finally {
      this.busy = false;
    }
  }

  #refuse(code: TillCode | 'own', choices: readonly TillChoice[] = []): void {
    this.#show(verdictOf(code), choices);
  }

  #show(verdict: Verdict, choices: readonly TillChoice[] = []): void {
    this.verdict = verdict;
    this.choices = choices;
    this.voucher = null;
    this.said = `${verdict.title}. ${verdict.text}`;
    signal('bad');
  }
}

export const [currentDesk, provideDesk] = createContext<Desk>();
