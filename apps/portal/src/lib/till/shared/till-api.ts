import { ApiProblem, type RegularsClient } from '@regulars/client';
import type {
  Checkout,
  OfferedReward,
  Problem,
  Product,
  ReplyOf,
  SentBodyOf,
  TillMember,
} from '@regulars/contracts';
import {
  cancelCheckout,
  completeCheckout,
  createCheckout,
  createMember,
  getPurchase,
  getReferralCode,
  getVoucher,
  listMemberRewards,
  listProducts,
  listPurchases,
  recordPurchase,
  replaceCheckout,
  resolveCard,
  returnPurchase,
  reverseReturn,
  useVoucher,
} from '@regulars/contracts/endpoints';
import { browserApi } from '#lib/shell/browser-api.ts';
import type { Attempt } from './attempt.ts';
import type { CartBody } from './basket.ts';

export type TillVoucher = ReplyOf<typeof getVoucher>;
export type RecentPurchase = ReplyOf<typeof listPurchases>['data'][number];
export type StoredPurchase = ReplyOf<typeof getPurchase>;
export type ReturnReceipt = ReplyOf<typeof returnPurchase>;
export type ReturnReversal = ReplyOf<typeof reverseReturn>;
export type JoinReply = ReplyOf<typeof createMember>;
export type JoinBody = SentBodyOf<typeof createMember>;
/** One of several members who match the input. */
export type TillChoice = NonNullable<Problem['members']>[number];
export type TillCode = ApiProblem['code'];

export interface TillListener {
  /** A reply came, whatever it was. */
  reached(): void;
  unreached(): void;
  sessionEnded(): void;
}

/** The body of each kind of attempt. */
const endpoints = {
  sale: recordPurchase,
  checkout: completeCheckout,
  undo: returnPurchase,
  return: returnPurchase,
  reversal: reverseReturn,
  voucher: useVoucher,
  join: createMember,
};

/** The till's calls to the API, with the cashier's cookie. Every call throws `ApiProblem`. */
export class TillApi {
  readonly #listener: TillListener;
  readonly #api: RegularsClient;

  constructor(listener: TillListener) {
    this.#listener = listener;
    this.#api = browserApi({ reached: () => listener.reached() });
  }

  resolve(code: string): Promise<TillMember> {
    return this.#heard(this.#api.call(resolveCard, { body: { code } }));
  }

  /** By scanned code or id. */
  voucher(code: string): Promise<TillVoucher> {
    return this.#heard(this.#api.call(getVoucher, { params: { code } }));
  }

  /** Opens a checkout with the prices of a cart. */
  price(body: CartBody, signal?: AbortSignal): Promise<Checkout> {
    return this.#heard(this.#api.call(createCheckout, { body, ...(signal && { signal }) }));
  }

  reprice(
    { id, version }: Pick<Checkout, 'id' | 'version'>,
    body: CartBody,
    signal?: AbortSignal,
  ): Promise<Checkout> {
    const call = { params: { id }, version, body, ...(signal && { signal }) };
    return this.#heard(this.#api.call(replaceCheckout, call));
  }

  cancelCheckout(id: string): Promise<Checkout> {
    return this.#heard(this.#api.call(cancelCheckout, { params: { id } }));
  }

  /** What a member can redeem, what they can afford first. */
  async rewardsOf(memberId: string): Promise<OfferedReward[]> {
    return (await this.#heard(this.#api.call(listMemberRewards, { params: { id: memberId } }))).data;
  }

  purchase(id: string): Promise<StoredPurchase> {
    return this.#heard(this.#api.call(getPurchase, { params: { id } }));
  }

  /** For `Attempts`, which stores what it sends. */
  write<Reply>({ kind, path, body, key }: Attempt): Promise<Reply> {
    return this.#heard(this.#api.repeat(endpoints[kind], path, { body, key }) as Promise<Reply>);
  }

  join(body: JoinBody): Promise<JoinReply> {
    return this.#heard(this.#api.call(createMember, { body }));
  }

  /** Whether the code or link of a member can be used. */
  async mayInvite(code: string): Promise<boolean> {
    return (await this.#heard(this.#api.call(getReferralCode, { params: { code } }))).usable;
  }

  /** By a scanned barcode or SKU. */
  async productOf(code: string, location: string): Promise<Product | undefined> {
    const query = { barcode: code, active: 'true', limit: 1, location, channel: 'till' } as const;
    return (await this.#heard(this.#api.call(listProducts, { query }))).data[0];
  }

  /** By name, SKU, category, brand or the start of a barcode. */
  async searchProducts(typed: string, location: string, signal: AbortSignal): Promise<Product[]> {
    const query = { query: typed, active: 'true', limit: 20, location, channel: 'till' } as const;
    return (await this.#heard(this.#api.call(listProducts, { query, signal }))).data;
  }

  async recentPurchases(location: string, limit: number): Promise<RecentPurchase[]> {
    const { data } = await this.#heard(this.#api.call(listPurchases, { query: { location, limit } }));
    return data;
  }

  async #heard<Reply>(answer: Promise<Reply>): Promise<Reply> {
    try {
      return await answer;
    } catch (refusal) {
      if (refusal instanceof ApiProblem && refusal.code === 'unreachable') this.#listener.unreached();
      if (refusal instanceof ApiProblem && refusal.code === 'not-signed-in') this.#listener.sessionEnded();
      throw refusal;
    }
  }
}
