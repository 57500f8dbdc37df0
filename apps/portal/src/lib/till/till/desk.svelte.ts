import { gtinOf, parseCode, type Code } from '@regulars/loyalty';
import type { Product, TillMember } from '@regulars/contracts';
import { priceIn } from '#lib/till/shared/basket.ts';
import { createContext } from 'svelte';
import { m } from '#lib/paraglide/messages.js';
import { inLanguage } from '#lib/shell/texts.ts';
import { dateTime } from '#lib/ui/format.ts';
import { isOf, newAttempt, type Attempt } from '#lib/till/shared/attempt.ts';
import type { Attempts } from '#lib/till/shared/attempts.svelte.ts';
import type { Sale } from './sale.svelte.ts';
import { ScanQueue } from './scan-queue.ts';
import { spentVerdict } from './spent-voucher.ts';
import { signal } from '#lib/till/shared/signals.ts';
import { ApiProblem } from '@regulars/client';
import { type TillChoice, type TillCode, type TillVoucher } from '#lib/till/shared/till-api.ts';
import { passedVerdict, type Passed } from './passed-scans.ts';
import { openText, verdictOf, type OwnFinding, type Verdict } from '#lib/till/shared/verdict.ts';

const longestCode = 500;

/** Everything scanned or typed at the counter: cards, vouchers, numbers. */
export class Desk {
  readonly #attempts: Attempts;
  readonly #sale: Sale;
  readonly #timeZone: string;

  /** Why the last scan was refused. */
  verdict = $state.raw<Verdict | null>(null);
  /** Several members match the input, and one has to be chosen. */
  choices = $state.raw<readonly TillChoice[]>([]);
  /** A voucher was scanned. */
  voucher = $state.raw<TillVoucher | null>(null);
  /** Sent without a reply: the same may be sent again. */
  voucherProblem = $state('');
  busy = $state(false);
  /** The last result, announced to screen readers. */
  said = $state('');
  /** Counts good scans, so that scanning the same card again is visible. */
  scans = $state(0);
  /** Posting waits for scanned codes. */
  waits = $state(false);

  readonly #queue = new ScanQueue(() => this.asks);
  /** Refused while others waited. The next code takes their place on the screen, so they are told again at the end. */
  #passed: Passed[] = [];
  /** The call that runs, whatever it is for. */
  #doing: Promise<void> = Promise.resolve();

  readonly #readers: { readonly [K in Code['kind']]: (code: string) => Promise<void> } = {
    'card-token': (typed) => this.#goodsOrMember(typed),
    'card-number': (typed) => this.#goodsOrMember(typed),
    email: (typed) => this.#goodsOrMember(typed),
    phone: (typed) => this.#goodsOrMember(typed),
    voucher: (code) => this.#lookAtOrRedeem(code),
    coupon: (code) => this.#redeem(code),
    unknown: (typed) => this.#other(typed),
  };

  constructor(attempts: Attempts, sale: Sale, timeZone: string) {
    this.#attempts = attempts;
    this.#sale = sale;
    this.#timeZone = timeZone;
  }

  /** The code of the till's location. */
  get here(): string {
    return this.#sale.place.location;
  }

  /** QR text, card number, voucher code, phone or e-mail. */
  async read(text: string): Promise<void> {
    const typed = text.trim();
    if (typed !== '') await this.#inTurn(typed, () => this.#read(typed));
  }

  /** One of `choices`. */
  async choose(id: string): Promise<void> {
    this.dismiss();
    await this.#queue.answer(() => this.#follow(id, () => this.#read(id)));
  }

  /** The last code has led to a question: whose purchase it is, who it is, or whether a voucher is used. */
  get asks(): boolean {
    return this.#sale.other !== null || this.voucher !== null || this.choices.length > 0;
  }

  /** What was scanned before the answer. */
  async goOn(): Promise<void> {
    if (this.#queue.waits) await this.#queue.goOn();
  }

  /** Posts the purchase with all codes that were scanned. If one of them needs the cashier, it is not posted. */
  async post(): Promise<void> {
    if (this.waits) return;
    const { turn } = this.#queue;
    if (turn) {
      this.waits = true;
      await turn;
      this.waits = false;
      if (this.verdict || this.asks) return;
    }
    await this.#attempt(() => this.#sale.post());
  }

  async #inTurn(code: string, work: () => Promise<void>): Promise<void> {
    const turn = this.#queue.add(() => this.#follow(code, work));
    if (turn === null) this.#tooMany(code);
    else await turn;
  }

  /** Works on a code once nothing else runs. Why it was refused is kept until the last one is through, and told then. */
  async #follow(code: string, work: () => Promise<void>): Promise<void> {
    await this.#doing;
    const before = this.verdict;
    await this.#attempt(work);
    const { verdict } = this;
    const known = verdict === before || this.#passed.some((each) => each.verdict === verdict);
    const refused = verdict !== null && !known && this.choices.length === 0;
    if (refused) this.#passed.push({ code, verdict });
    if (this.#queue.waits) return;
    const passed = this.#passed;
    this.#passed = [];
    const told = passedVerdict(passed);
    // One that was refused last is on the screen already.
    if (told && !(refused && passed.length === 1)) this.#show(told);
  }

  /** Nothing else changes on the screen: a question stays open. */
  #tooMany(code: string): void {
    const verdict = { title: m.till_scans_full(), text: m.till_scans_full_text() };
    this.#passed.push({ code, verdict });
    this.verdict = verdict;
    this.said = `${verdict.title}. ${verdict.text}`;
    signal('bad');
  }

  async #read(typed: string): Promise<void> {
    if (typed.length > longestCode) return this.#refuse('unknown-card');
    this.#attempts.said = null;
    if (this.#sale.locked) return this.#show({ title: m.till_bad_open(), text: m.till_post_uncertain() });
    const code = parseCode(typed);
    await this.#readers[code.kind]('code' in code ? code.code : typed);
  }

  /** Goods, or a member. */
  async #goodsOrMember(typed: string): Promise<void> {
    if (!(await this.#tookGoods(typed))) this.greet(await this.#attempts.api.resolve(typed));
  }

  /** Goods, a coupon, or a customer number. */
  async #other(typed: string): Promise<void> {
    if (await this.#tookGoods(typed)) return;
    if (this.#sale.total > 0 && (await this.#tookCoupon(typed))) return;
    this.greet(await this.#attempts.api.resolve(typed));
  }

  /**
   * True if the code is a barcode of goods, a card with a barcode, or nothing known. Shops print cards and goods of their own
   * with barcodes that begin with 2: there a card wins, where it exists. Other barcodes belong to one article of the
   * world, so goods are looked for first. The API counts no wrong guess for barcodes unlike those of the club's cards.
   */
  async #tookGoods(typed: string): Promise<boolean> {
    const gtin = gtinOf(typed);
    if (gtin === null) return false;
    const selling = this.#sale.screen === 'sale';
    if (isOfShops(gtin) && (await this.#greeted(typed))) return true;
    const product = await this.#attempts.api.productOf(typed, this.#sale.place.location);
    if (product && !selling) this.#refuse('goods-first');
    else if (product) this.#take(product);
    else if (isOfShops(gtin) || !(await this.#greeted(typed)))
      this.#refuse(selling ? 'unknown-goods' : 'unknown-card');
    return true;
  }

  /** False if it is nobody's card. */
  async #greeted(typed: string): Promise<boolean> {
    try {
      this.greet(await this.#attempts.api.resolve(typed));
      return true;
    } catch (refusal) {
      if (refusal instanceof ApiProblem && refusal.code === 'unknown-card') return false;
      throw refusal;
    }
  }

  /** The code of a coupon, typed as such. */
  async redeem(text: string): Promise<void> {
    const code = text.trim();
    if (code === '' || this.#sale.locked) return;
    await this.#inTurn(code, () => this.#redeem(code));
  }

  async #redeem(code: string): Promise<void> {
    if (this.#sale.screen !== 'sale') return this.#refuse('coupon-first');
    if (await this.#tookCoupon(code)) return;
    this.#show({ title: m.till_coupon_unknown(), text: m.till_coupon_unknown_text({ code }) });
  }

  /** True if there is such a code, whatever it does. Before the goods, it waits for them. */
  async #tookCoupon(code: string): Promise<boolean> {
    const { price, total, cartNow } = this.#sale;
    if (total === 0) {
      price.keep(code);
      this.#hear(m.till_coupon_waits());
      return true;
    }
    const { known, refusal, voucher } = await price.take(code, cartNow);
    const isVoucher = voucher !== null;
    if (known && refusal !== null)
      this.#show({ title: isVoucher ? m.till_voucher_not() : m.till_coupon_not(), text: refusal });
    else if (known)
      this.#hear(isVoucher ? m.till_voucher_counts({ name: voucher }) : m.till_coupon_applies());
    return known;
  }

  /** Codes of coupons, and cards of other programmes, can look like those of vouchers. */
  async #lookAtOrRedeem(code: string): Promise<void> {
    try {
      await this.#lookAt(code);
    } catch (refusal) {
      const isOther = refusal instanceof ApiProblem && refusal.code === 'unknown-voucher';
      if (isOther && (await this.#greeted(code))) return;
      if (!isOther || this.#sale.total === 0 || !(await this.#tookCoupon(code))) throw refusal;
    }
  }

  #hear(said: string): void {
    this.dismiss();
    this.said = said;
    signal('good');
  }

  #take(product: Product): void {
    if (priceIn(product, this.#sale.place.currency) === undefined) return this.#refuse('unsold-goods');
    this.#sale.add(product);
    this.#hear(m.till_said_goods({ name: product.name }));
  }

  greet(member: TillMember): void {
    if (member.own) return this.#refuse('own');
    if (this.#sale.belongsToAnother(member)) return this.#askWhose(member);
    this.serve(member);
  }

  /** Goes on with this member; `fresh` leaves the open goods behind. */
  serve(member: TillMember, fresh = false): void {
    if (fresh) this.#sale.clear();
    this.#sale.serve(member);
    this.dismiss();
    this.scans += 1;
    const { displayName } = member.member;
    this.said = m.till_said_member({
      name: displayName,
      points: m.common_points({ count: member.balance.available }),
    });
    signal('good');
  }

  #askWhose(member: TillMember): void {
    this.dismiss();
    this.#sale.other = member;
    this.said = m.till_other_title();
    signal('good');
  }

  /** By its id: the code is for members who show it. */
  async openVoucher(id: string): Promise<void> {
    await this.#attempt(() => this.#lookAt(id));
  }

  async useVoucher(): Promise<void> {
    const { voucher } = this;
    if (voucher?.state === 'issued') await this.use(this.#attemptOf(voucher), voucher.id);
  }

  /** Sends the attempt; again if there was no reply. */
  async use(attempt: Attempt<'voucher'>, voucherId: string): Promise<void> {
    await this.#attempt(async () => {
      try {
        this.voucher = await this.#attempts.send<TillVoucher>(attempt);
      } catch (refusal) {
        if (!(refusal instanceof ApiProblem)) throw refusal;
        if (this.#attempts.find(attempt.key)) return this.#unsure(refusal.code, attempt.place);
        if (refusal.code !== 'voucher-used') throw refusal;
        return this.#lookAt(voucherId);
      }
      this.voucherProblem = '';
      this.#takeFromMember(voucherId);
      this.verdict = null;
      this.said = m.till_said_used({ name: inLanguage(this.voucher.rewardName) });
      signal('done');
    });
  }

  /** The open one, or a new one. */
  #attemptOf({ id, rewardName }: TillVoucher): Attempt<'voucher'> {
    const path = `/vouchers/${id}/use`;
    const open = this.#attempts.open.find((attempt) => isOf('voucher', attempt) && attempt.path === path);
    if (open && isOf('voucher', open)) return open;
    const { location, name } = this.#sale.place;
    return newAttempt({
      kind: 'voucher',
      path,
      body: { location },
      place: name,
      note: inLanguage(rewardName),
    });
  }

  dismiss(): void {
    this.verdict = null;
    this.choices = [];
    this.voucher = null;
  }

  #unsure(code: TillCode, place: string): void {
    this.voucherProblem = openText(code, place) ?? m.till_voucher_uncertain();
    this.said = this.voucherProblem;
    signal('bad');
  }

  async #lookAt(code: string): Promise<void> {
    const voucher = await this.#attempts.api.voucher(code);
    if (voucher.state !== 'issued') {
      this.#takeFromMember(voucher.id);
      return this.#show(spentVerdict(voucher, this.#timeZone));
    }
    const { total, member } = this.#sale;
    const isTheirs = member?.member.id === voucher.member.id;
    if (voucher.effect && isTheirs && total > 0 && (await this.#tookCoupon(voucher.id))) return;
    this.verdict = null;
    this.voucher = voucher;
    this.voucherProblem = '';
    this.said = m.till_said_voucher({
      name: inLanguage(voucher.rewardName),
      member: voucher.member.displayName,
    });
    signal('good');
  }

  #takeFromMember(id: string): void {
    const { member } = this.#sale;
    if (!member?.vouchers.some((voucher) => voucher.id === id)) return;
    this.#sale.member = { ...member, vouchers: member.vouchers.filter((voucher) => voucher.id !== id) };
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.#doing = this.#try(work);
    await this.#doing;
  }

  async #try(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (refusal) {
      if (!(refusal instanceof ApiProblem)) throw refusal;
      if (refusal.code === 'too-many-requests' && refusal.retryAfter !== null)
        this.#show({
          title: m.till_bad_guesses(),
          text: m.till_bad_guesses_text({
            time: dateTime(Date.now() + refusal.retryAfter * 1000, 'time', this.#timeZone),
          }),
        });
      else this.#refuse(refusal.code, refusal.problem?.members);
    } finally {
      this.busy = false;
    }
  }

  #refuse(code: TillCode | OwnFinding, choices: readonly TillChoice[] = []): void {
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

/** Numbers that a shop gives on its own. */
const isOfShops = (gtin: string): boolean => gtin.replace(/^0+/u, '').startsWith('2');
