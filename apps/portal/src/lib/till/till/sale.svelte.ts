import type { Product, PurchaseReceipt, TillMember } from '@regulars/contracts';
import { createContext } from 'svelte';
import { m } from '#lib/paraglide/messages.js';
import { minorDigits } from '@regulars/loyalty';
import { dateTime, money } from '#lib/ui/format.ts';
import { instantNow, isSale, newAttempt, type SaleAttempt } from '#lib/till/shared/attempt.ts';
import {
  add,
  allOf,
  purchaseLines,
  totalOf,
  withQuantity,
  type BasketLine,
  type CartBody,
  type PurchaseBody,
} from '#lib/till/shared/basket.ts';
import { sentByHand } from './by-hand.ts';
import { isSamePurchase } from './booked-purchase.ts';
import { CartPrice, type Asked } from './cart-price.svelte.ts';
import { sentRewards } from './chosen-rewards.ts';
import { CompletedSale } from './completed-sale.svelte.ts';
import type { Attempts } from '#lib/till/shared/attempts.svelte.ts';
import { keepDraft, keptDraft, type Draft } from './draft.ts';
import { amountOf, pasted, press, type KeypadKey, type KeypadRefusal, type Pressed } from './keypad.ts';
import type { ReceiptBook } from './receipt-book.ts';
import type { SalePlace } from './sale-place.ts';
import { signal } from '#lib/till/shared/signals.ts';
import { ApiProblem } from '@regulars/client';
import { type StoredPurchase } from '#lib/till/shared/till-api.ts';
import { openText, verdictOf } from '#lib/till/shared/verdict.ts';

/** For the price of a purchase that is posted before its price is known, in milliseconds. */
const longestWait = 2000;

/** One customer at the till: member, goods, amount, and the posting. */
export class Sale {
  readonly place: SalePlace;
  readonly digits: number;
  readonly #attempts: Attempts;
  readonly #book: ReceiptBook;
  readonly price: CartPrice;

  member = $state.raw<TillMember | null>(null);
  /** The customer has no card and can claim the purchase later with the receipt. */
  anonymous = $state(false);
  basket = $state.raw<readonly BasketLine[]>([]);
  entry = $state('');
  /** Why the last key or paste changed nothing. */
  unread = $state<KeypadRefusal | null>(null);
  /** Of the typed amount. */
  taxRate = $state<number | null>(null);
  /** The typed amount is unusually large: the cashier looks at it once more. */
  doubtful = $state(false);
  /** The receipt number of the shop's own register, if it prints one; empty uses the next of this till. */
  receipt = $state('');
  posting = $state(false);
  /** Why it could not be posted, in the cashier's language. */
  problem = $state('');
  /** Sent, outcome unknown: only the same may be sent again. */
  attempt = $state.raw<SaleAttempt | null>(null);
  posted = $state.raw<CompletedSale | null>(null);
  /** The latest ones, which can be undone from the list of postings. */
  completed = $state.raw<readonly CompletedSale[]>([]);
  /** Their card was shown while the goods of another member were open: the cashier says whose they are. */
  other = $state.raw<TillMember | null>(null);
  /** The repeated purchase was already posted. */
  bookedBefore = $state.raw<StoredPurchase | null>(null);
  /** The draft was restored. */
  restored = $state(false);
  #restoring = false;

  readonly amount = $derived.by(() => amountOf(this.entry, this.digits));
  readonly total = $derived.by(() => totalOf(this.basket) + this.amount);
  /** With the discounts of its codes. */
  readonly toPay = $derived.by(() => this.attempt?.amount ?? this.price.checkout?.total.gross ?? this.total);
  readonly locked = $derived(this.posting || this.attempt !== null);
  readonly screen = $derived(
    this.posted || this.bookedBefore ? 'done' : this.member || this.anonymous ? 'sale' : 'scan',
  );

  constructor(place: SalePlace, attempts: Attempts, book: ReceiptBook) {
    this.place = place;
    this.digits = minorDigits(place.currency);
    this.taxRate = place.taxRates[0] ?? null;
    this.#attempts = attempts;
    this.#book = book;
    this.price = new CartPrice(attempts.api);
  }

  /**
   * Restores the purchase after a reload or the end of the session. Offline, it tries again later; drafts that
   * are refused for good or were posted elsewhere are dropped.
   */
  async restore(): Promise<void> {
    if (this.restored || this.#restoring) return;
    this.#restoring = true;
    const draft = keptDraft(this.place.location);
    try {
      if (draft && this.screen === 'scan') await this.#goOn(draft);
    } catch (refusal) {
      if (!(refusal instanceof ApiProblem)) throw refusal;
      if (refusal.code === 'unreachable') return;
    } finally {
      this.#restoring = false;
    }
    this.restored = true;
  }

  async #goOn(draft: Draft): Promise<void> {
    const attempt = draft.attemptKey === null ? null : this.#attempts.find(draft.attemptKey);
    if (draft.attemptKey !== null && !attempt) return;
    const member = draft.memberId === null ? null : await this.#attempts.api.resolve(draft.memberId);
    if (member?.own || this.screen !== 'scan') return;
    ({ anonymous: this.anonymous, basket: this.basket, entry: this.entry } = draft);
    this.taxRate = draft.taxRate;
    const { codes = [], points = 0, byHand = [], rewards = [] } = draft;
    Object.assign(this.price, { codes, points, byHand, rewards });
    this.member = member;
    this.attempt = attempt && isSale(attempt) ? attempt : null;
    if (this.attempt) this.problem = m.till_post_uncertain();
  }

  keep(): void {
    const { member, anonymous, basket, entry, taxRate, attempt, place, screen, restored } = this;
    if (!restored && screen !== 'sale') return;
    const draft: Draft = {
      location: place.location,
      memberId: member?.member.id ?? null,
      anonymous,
      basket,
      entry,
      codes: this.price.codes,
      points: this.price.points,
      byHand: this.price.byHand,
      rewards: this.price.rewards,
      taxRate,
      attemptKey: attempt?.key ?? null,
    };
    keepDraft(screen === 'sale' ? draft : null);
  }

  serve(member: TillMember | null): void {
    if (this.screen === 'done') this.clear();
    if (member?.member.id !== this.member?.member.id) this.price.forgetMember();
    this.other = null;
    this.member = member;
    this.anonymous = member === null;
    this.problem = '';
  }

  /** Another member's card over open goods: nothing changes until the cashier says whose they are. */
  belongsToAnother(member: TillMember): boolean {
    const { screen, total } = this;
    return (
      screen === 'sale' && total > 0 && this.member !== null && this.member.member.id !== member.member.id
    );
  }

  /** The next customer. */
  clear(): void {
    this.member = null;
    this.anonymous = false;
    this.basket = [];
    this.entry = '';
    this.unread = null;
    this.taxRate = this.place.taxRates[0] ?? null;
    this.doubtful = false;
    this.other = null;
    this.receipt = '';
    this.price.clear();
    this.problem = '';
    this.attempt = null;
    this.posted = null;
    this.bookedBefore = null;
  }

  press(key: KeypadKey): void {
    if (!this.locked) this.#enter(press(this.entry, key, this.digits));
  }

  /** An amount copied from elsewhere replaces the input. */
  paste(text: string, mark: ',' | '.'): void {
    if (this.locked) return;
    const read = pasted(text, this.digits, mark);
    this.#enter(read.refusal === null ? read : { ...read, entry: this.entry });
  }

  /** Its text before a scanner typed into it. */
  restoreEntry(entry: string): void {
    if (!this.locked) this.#enter({ entry, refusal: null });
  }

  #enter({ entry, refusal }: Pressed): void {
    this.entry = entry;
    this.unread = refusal;
  }

  /** Counts down the undo of what was posted just now. */
  tick(): void {
    for (const sale of this.completed) sale.tick();
    if (this.completed.some(({ mayUndo }) => !mayUndo))
      this.completed = this.completed.filter(({ mayUndo }) => mayUndo);
  }

  add(product: Product): void {
    if (!this.locked) this.basket = add(this.basket, product, this.place.currency);
  }

  setQuantity(sku: string, quantity: number): void {
    if (!this.locked) this.basket = withQuantity(this.basket, sku, quantity);
  }

  /** Whose price is asked; null if there is nothing to ask. */
  get cart(): CartBody | null {
    if (this.total === 0 || this.locked) return null;
    if (!this.member && !this.price.isAsked) return null;
    return this.cartNow;
  }

  get cartNow(): CartBody {
    return this.cartWith({});
  }

  /** With other wishes than those of now. */
  cartWith(wishes: Partial<Asked>): CartBody {
    const { codes, points, byHand, rewards } = { ...this.price.asked, ...wishes };
    return {
      ...this.#goods(),
      location: this.place.location,
      codes: [...codes],
      points,
      manualDiscounts: sentByHand(byHand, this.basket, this.amount),
      rewards: sentRewards(rewards),
    };
  }

  /**
   * A second call during the first does nothing; after a lost reply it sends exactly the same again.
   * @param sure the cashier has looked at a large amount again
   */
  async post(sure = false): Promise<void> {
    if (this.posting || this.screen !== 'sale' || this.total === 0) return;
    if (this.attempt === null && this.price.unknown) return;
    this.doubtful = !sure && this.attempt === null && this.amount > this.place.askAbove;
    if (this.doubtful) return;
    if (this.attempt === null && (await this.#waits())) return;
    this.attempt ??= this.#numbered();
    // At once: a restored draft must know that it was sent.
    this.keep();
    await this.send(this.attempt);
  }

  /**
   * A fast cashier posts before the price with the offers of the member is known. If it is lower than what was shown, the
   * cashier hears it first. Without an answer the purchase is posted as it was shown, but not when the session has ended:
   * the sign-in comes, and would cut off the reply.
   */
  async #waits(): Promise<boolean> {
    const { cart, price, toPay: before } = this;
    if (!cart || !this.member || !price.isMissing) return false;
    this.posting = true;
    const refusal = await price.ask(cart, AbortSignal.timeout(longestWait));
    this.posting = false;
    if (refusal === 'not-signed-in') return true;
    if (!price.counts || !price.checkout) return false;
    price.repriced = { before, now: price.checkout.total.gross };
    return true;
  }

  /** Sends an attempt of this or another purchase. False if it is not posted or the outcome is unknown. */
  async send(attempt: SaleAttempt): Promise<boolean> {
    this.posting = true;
    this.problem = '';
    try {
      const receipt = await this.#attempts.send<PurchaseReceipt>(attempt);
      const price = attempt === this.attempt ? this.price.posted : null;
      this.posted = new CompletedSale(this.#attempts, receipt, attempt, price);
      this.completed = [this.posted, ...this.completed];
    } catch (refusal) {
      if (!(refusal instanceof ApiProblem)) throw refusal;
      await this.#refused(attempt, refusal);
    } finally {
      this.posting = false;
    }
    const booked = this.screen === 'done';
    if (booked) this.attempt = null;
    // Completed, so there is nothing left to cancel.
    if (booked) this.price.checkout = null;
    signal(booked ? 'done' : 'bad');
    return booked;
  }

  /** The outcome is no longer wanted. */
  discard(): void {
    if (this.attempt) this.#attempts.settle(this.attempt.key);
    this.clear();
  }

  async #refused(attempt: SaleAttempt, refusal: ApiProblem): Promise<void> {
    const counted = refusal.problem?.purchaseId;
    if (counted !== undefined) return this.#compare(attempt, counted);
    if (this.#attempts.find(attempt.key)) {
      this.problem = openText(refusal.code, attempt.place) ?? m.till_post_uncertain();
      return;
    }
    const isOpen = attempt === this.attempt;
    this.attempt = null;
    if (isOpen && isRepriced(refusal.code)) return this.price.refuse(attempt.amount);
    const { title, text } = verdictOf(refusal.code);
    this.problem = `${title}. ${text}`;
  }

  /** The receipt has counted: it is this very purchase, or another one has the number. */
  async #compare(attempt: SaleAttempt, purchaseId: string): Promise<void> {
    let purchase: StoredPurchase;
    try {
      purchase = await this.#attempts.api.purchase(purchaseId);
    } catch (refusal) {
      if (!(refusal instanceof ApiProblem)) throw refusal;
      this.problem = openText(refusal.code, attempt.place) ?? m.till_post_uncertain();
      return;
    }
    this.#attempts.settle(attempt.key);
    if (isSamePurchase(purchase, attempt)) {
      this.bookedBefore = purchase;
      return;
    }
    const { receipt, total, purchasedAt } = purchase;
    this.#book.learn([receipt.number]);
    this.attempt = null;
    this.problem = m.till_number_taken({
      number: receipt.number,
      amount: money(total.gross, total.currency),
      when: dateTime(purchasedAt, 'short', this.place.timeZone),
    });
  }

  /** The number now belongs to this attempt. */
  #numbered(): SaleAttempt {
    const number = this.receipt.trim() || this.#book.next(Date.now());
    const { location, till, name, currency } = this.place;
    const receipt = { location, number, till: String(till) };
    const common = { place: name, note: number, amount: this.toPay, currency };
    const { checkout, counts } = this.price;
    const purchasedAt = instantNow();
    if (!checkout || !counts)
      return newAttempt({
        kind: 'sale',
        path: '/purchases',
        body: { ...this.#goods(), purchasedAt, receipt },
        ...common,
      });
    return newAttempt({
      kind: 'checkout',
      path: `/checkouts/${checkout.id}/complete`,
      body: { receipt, purchasedAt },
      goods: allOf(this.#goods().lines),
      ...common,
    });
  }

  #goods(): Pick<PurchaseBody, 'currency' | 'lines' | 'member'> {
    const { member } = this;
    return {
      currency: this.place.currency,
      lines: purchaseLines(this.basket, {
        amount: this.amount,
        name: m.till_amount_line(),
        taxRate: this.taxRate,
      }),
      // By id: the attempt stays on the device, and anyone with a card number can use it.
      ...(member && { member: { id: member.member.id } }),
    };
  }
}

/** The price that was told counts no more; another one is asked for, and told. */
const isRepriced = (code: ApiProblem['code']): boolean =>
  code === 'checkout-changed' || code === 'checkout-expired' || code === 'checkout-cancelled';

export const [currentSale, provideSale] = createContext<Sale>();
