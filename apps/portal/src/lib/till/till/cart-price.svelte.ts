import type { Checkout, CouponProblem } from '@regulars/contracts';
import { ApiProblem } from '@regulars/client';
import { tillProblemText } from '#lib/shell/problem-texts.ts';
import type { CartBody } from '#lib/till/shared/basket.ts';
import type { GivenByHand } from './by-hand.ts';
import type { ChosenReward } from './chosen-rewards.ts';
import type { PostedPrice } from './completed-sale.svelte.ts';
import type { TillApi, TillCode } from '#lib/till/shared/till-api.ts';

/** A price that was refused, and the one that counts now, once it is known; in minor units. */
interface Repriced {
  readonly before: number;
  readonly now: number | null;
}

/** What was said at the till besides the goods. */
export interface Asked {
  readonly codes: readonly string[];
  /** That the member wants to pay with. */
  readonly points: number;
  /** What the cashier takes off. */
  readonly byHand: readonly GivenByHand[];
  readonly rewards: readonly ChosenReward[];
}

interface TakenCode {
  readonly known: boolean;
  readonly refusal: string | null;
  /** Its name, empty if it does not count; null of a coupon. */
  readonly voucher: string | null;
}

const isAsking = ({ codes, points, byHand, rewards }: Asked): boolean =>
  points > 0 || [codes, byHand, rewards].some(({ length }) => length > 0);

/** A code refused for this is not part of the purchase. */
const unkept: readonly CouponProblem[] = ['coupon-unknown', 'coupon-mistyped', 'coupon-twice'];

/** The codes and rewards of the open purchase, and what its goods cost with them and with the member's offers: a checkout of the API. */
export class CartPrice implements Asked {
  readonly #api: TillApi;
  /** The cart of the checkout. */
  #cart = '';

  codes = $state.raw<readonly string[]>([]);
  points = $state(0);
  byHand = $state.raw<readonly GivenByHand[]>([]);
  rewards = $state.raw<readonly ChosenReward[]>([]);
  /** As it was told last; null until the price is known. */
  checkout = $state.raw<Checkout | null>(null);
  /** It is the price of an earlier state of the purchase. */
  stale = $state(false);
  /** Why the price is not known. */
  problem = $state('');
  /** The price was refused when the purchase was posted. */
  repriced = $state.raw<Repriced | null>(null);

  readonly asked = $derived.by((): Asked => ({
    codes: this.codes,
    points: this.points,
    byHand: this.byHand,
    rewards: this.rewards,
  }));
  /** Someone chose what may lower the price. */
  readonly isAsked = $derived.by(() => isAsking(this.asked));
  /** A code, an offer, points or the cashier may lower the price. */
  readonly counts = $derived.by(() => this.isAsked || (this.checkout?.offers.length ?? 0) > 0);
  /** Nobody has told the price of the purchase as it is now. */
  readonly isMissing = $derived.by(() => this.checkout === null || this.stale);
  /** Then nothing is posted before its price is known: what was told is what is booked. */
  readonly unknown = $derived.by(() => this.counts && this.isMissing);

  constructor(api: TillApi) {
    this.#api = api;
  }

  /** The purchase is this cart now. */
  expect(cart: CartBody): void {
    this.stale = JSON.stringify(cart) !== this.#cart;
  }

  /** Asks for the price of the cart. Returns why it was refused; null also if the question was ended. */
  async ask(cart: CartBody, signal: AbortSignal): Promise<TillCode | null> {
    this.expect(cart);
    if (!this.stale) return null;
    try {
      await this.price(cart, signal);
      return null;
    } catch (refusal) {
      if (signal.aborted) return null;
      if (!(refusal instanceof ApiProblem)) throw refusal;
      // Where nothing was chosen, posting explains problems.
      if (this.isAsked) this.problem = tillProblemText(refusal.code);
      return refusal.code;
    }
  }

  /**
   * Adds a code that there is. Says whether there is one, why it takes nothing off, and the name of a voucher. Throws `ApiProblem`.
   */
  async take(code: string, cart: CartBody): Promise<TakenCode> {
    const { codes } = this;
    const { applied, notApplied } = await this.price({ ...cart, codes: [...codes, code] });
    const refusal = notApplied.find(({ place }) => place === codes.length);
    const taken = applied.find(({ place }) => place === codes.length);
    const kind = taken?.kind ?? refusal?.kind;
    if (!refusal || !unkept.includes(refusal.problem)) this.codes = [...codes, code];
    else await this.price(cart);
    return {
      known: refusal?.problem !== 'coupon-unknown',
      refusal: refusal?.detail ?? null,
      voucher: kind === 'voucher' ? (taken?.name ?? '') : null,
    };
  }

  /** For a purchase without goods yet: its price is asked for with the first of them. */
  keep(code: string): void {
    if (!this.codes.includes(code)) this.codes = [...this.codes, code];
  }

  remove(code: string): void {
    this.#keepOnly({ codes: this.codes.filter((each) => each !== code) });
  }

  takeBack(given: GivenByHand): void {
    this.#keepOnly({ byHand: this.byHand.filter((each) => each !== given) });
  }

  putBack(rewardId: string): void {
    this.#keepOnly({ rewards: this.rewards.filter(({ id }) => id !== rewardId) });
  }

  /** The points and rewards of one member are not those of the next. */
  forgetMember(): void {
    this.#keepOnly({ points: 0, rewards: [] });
  }

  #keepOnly(left: Partial<Asked>): void {
    if (isAsking({ ...this.asked, ...left })) Object.assign(this, left);
    else this.clear();
  }

  /** What a purchase was posted with, if its price was asked for. */
  get posted(): PostedPrice | null {
    return this.checkout && { checkout: this.checkout, rewards: this.rewards };
  }

  /** The purchase was refused at this price, so it is asked for again. */
  refuse(before: number): void {
    this.repriced = { before, now: null };
    this.stale = true;
    this.#cart = '';
  }

  /** The purchase is posted or given up. A checkout that was not completed is cancelled, or expires by itself. */
  clear(): void {
    if (this.checkout && this.counts) void this.#leave(this.checkout.id);
    this.codes = [];
    this.points = 0;
    this.byHand = [];
    this.rewards = [];
    this.checkout = null;
    this.#cart = '';
    this.stale = false;
    this.problem = '';
    this.repriced = null;
  }

  /** Asks for the price of this cart. Throws `ApiProblem`. */
  async price(cart: CartBody, signal?: AbortSignal): Promise<Checkout> {
    const checkout = await this.#answered(cart, signal);
    signal?.throwIfAborted();
    this.checkout = checkout;
    this.#cart = JSON.stringify(cart);
    this.stale = false;
    this.problem = '';
    if (this.repriced?.now === null) this.repriced = { ...this.repriced, now: checkout.total.gross };
    return checkout;
  }

  async #answered(cart: CartBody, signal?: AbortSignal): Promise<Checkout> {
    try {
      if (this.checkout) return await this.#api.reprice(this.checkout, cart, signal);
    } catch (refusal) {
      // It has expired, or a call whose answer was not waited for has changed it.
      if (!(refusal instanceof ApiProblem) || ![404, 409, 412].includes(refusal.status)) throw refusal;
    }
    return this.#api.price(cart, signal);
  }

  async #leave(id: string): Promise<void> {
    try {
      await this.#api.cancelCheckout(id);
    } catch (refusal) {
      if (!(refusal instanceof ApiProblem)) throw refusal;
    }
  }
}
