import type { Product, PurchaseReceipt, TillMember } from '@regulars/contracts';
import { createContext } from 'svelte';
import { m } from '#lib/paraglide/messages.js';
import { add, purchaseLines, totalOf, withQuantity, type BasketLine, type PurchaseBody } from './basket.ts';
import { keepDraft, instantNow, keptDraft, newKey, type Attempt } from './draft.ts';
import { amountOf, fractionDigits, press, type KeypadKey } from './keypad.ts';
import { CompletedSale } from './completed-sale.svelte.ts';
import type { ReceiptBook } from './receipt-book.ts';
import { signal } from './signals.ts';
import { TillProblem, type TillApi } from './till-api.ts';
import { verdictOf } from './verdict.ts';

export interface SalePlace {
  readonly location: string;
  readonly name: string;
  readonly currency: string;
  readonly till: number;
}

/** So many numbers in a row that another till has used mean that something else is wrong. */
const numberTries = 20;
const inFlightTries = 8;

/** One customer at the till: who, what, how much, and its posting. */
export class Sale {
  readonly place: SalePlace;
  readonly digits: number;
  readonly #api: TillApi;
  readonly #book: ReceiptBook;

  member = $state.raw<TillMember | null>(null);
  /** The customer has no card; the purchase can be claimed later by its receipt. */
  anonymous = $state(false);
  basket = $state.raw<readonly BasketLine[]>([]);
  entry = $state('');
  /** The receipt number of the shop's own till, where it prints one; empty takes the next of this till. */
  receipt = $state('');
  posting = $state(false);
  /** Why it could not be posted, in the cashier's language. */
  problem = $state('');
  /** Sent, and nobody knows whether it arrived: only the same again may be sent. */
  attempt = $state.raw<Attempt | null>(null);
  posted = $state.raw<CompletedSale | null>(null);

  readonly amount = $derived.by(() => amountOf(this.entry, this.digits));
  readonly total = $derived.by(() => totalOf(this.basket) + this.amount);
  readonly locked = $derived(this.posting || this.attempt !== null);
  readonly screen = $derived(this.posted ? 'done' : this.member || this.anonymous ? 'sale' : 'scan');

  constructor(place: SalePlace, api: TillApi, book: ReceiptBook) {
    this.place = place;
    this.digits = fractionDigits(place.currency);
    this.#api = api;
    this.#book = book;
  }

  /** Goes on where a reload or the end of the session cut it off. */
  restore(): void {
    const draft = keptDraft(this.place.location);
    if (!draft) return;
    ({
      member: this.member,
      anonymous: this.anonymous,
      basket: this.basket,
      entry: this.entry,
      attempt: this.attempt,
    } = draft);
    if (this.attempt) this.problem = m.till_post_uncertain();
  }

  keep(): void {
    const { member, anonymous, basket, entry, attempt, place } = this;
    const open = this.screen === 'sale';
    keepDraft(open ? { location: place.location, member, anonymous, basket, entry, attempt } : null);
  }

  serve(member: TillMember | null): void {
    if (this.posted) this.clear();
    this.member = member;
    this.anonymous = member === null;
    this.problem = '';
  }

  /** The next customer. */
  clear(): void {
    this.member = null;
    this.anonymous = false;
    this.basket = [];
    this.entry = '';
    this.receipt = '';
    this.problem = '';
    this.attempt = null;
    this.posted = null;
  }

  press(key: KeypadKey): void {
    if (!this.locked) this.entry = press(this.entry, key, this.digits);
  }

  add(product: Product): void {
    if (!this.locked) this.basket = add(this.basket, product, this.place.currency);
  }

  setQuantity(sku: string, quantity: number): void {
    if (!this.locked) this.basket = withQuantity(this.basket, sku, quantity);
  }

  /** For the preview of points; null where there is nothing to preview. */
  get previewBody(): PurchaseBody | null {
    if (!this.member || this.total === 0 || this.locked) return null;
    return { ...this.#content(), location: this.place.location };
  }

  /** A second call while the first one runs does nothing; after a lost answer it sends the very same again. */
  async post(): Promise<void> {
    if (this.posting || this.posted || this.total === 0) return;
    this.posting = true;
    this.problem = '';
    try {
      const receipt = await this.#postWithNumber();
      this.posted = new CompletedSale(this.#api, receipt, this.attempt);
      this.attempt = null;
      signal('done');
    } catch (refusal) {
      this.#refused(refusal);
    } finally {
      this.posting = false;
    }
  }

  #refused(refusal: unknown): void {
    if (!(refusal instanceof TillProblem)) throw refusal;
    signal('bad');
    if (refusal.uncertain) {
      this.problem = m.till_post_uncertain();
      return;
    }
    this.attempt = null;
    const { title, text } = verdictOf(refusal.code);
    this.problem = `${title}. ${text}`;
  }

  /** Another device may count as the same till: then the number is taken and the next one is tried. */
  async #postWithNumber(tries = numberTries): Promise<PurchaseReceipt> {
    this.attempt ??= { key: newKey(), body: this.#numbered() };
    try {
      return await this.#send(this.attempt);
    } catch (refusal) {
      const counted = refusal instanceof TillProblem && refusal.code === 'receipt-already-counted';
      if (!counted || this.receipt.trim() !== '' || tries <= 1) throw refusal;
      this.attempt = null;
      return this.#postWithNumber(tries - 1);
    }
  }

  /** The first try may still be at work when the second one comes. */
  async #send({ key, body }: Attempt, tries = inFlightTries): Promise<PurchaseReceipt> {
    try {
      return await this.#api.postPurchase(body, key);
    } catch (refusal) {
      if (!(refusal instanceof TillProblem) || refusal.code !== 'in-flight' || tries <= 1) throw refusal;
      await new Promise((go) => setTimeout(go, 600));
      return this.#send({ key, body }, tries - 1);
    }
  }

  #numbered(): PurchaseBody {
    const number = this.receipt.trim() || this.#book.next(Date.now());
    return {
      ...this.#content(),
      receipt: { location: this.place.location, number, till: String(this.place.till) },
    };
  }

  #content(): PurchaseBody {
    const { member } = this;
    return {
      purchasedAt: instantNow(),
      currency: this.place.currency,
      lines: purchaseLines(this.basket, this.amount, m.till_amount_line()),
      ...(member && { member: member.card ? { card: member.card.number } : { id: member.member.id } }),
    };
  }
}

export const [currentSale, provideSale] = createContext<Sale>();
