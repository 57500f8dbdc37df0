import type { RegularsClient } from '@regulars/client';
import { redeemCouponCode, rollBackCouponRedemption } from '@regulars/contracts';
import type { Ledger } from './ledger.ts';
import type { Shop } from './shop.ts';

interface Tools {
  readonly shop: Shop;
  readonly ledger: Ledger;
  readonly client: RegularsClient;
  nextKey(): string;
  insist<Reply>(send: (signal?: AbortSignal) => Promise<Reply>): Promise<Reply>;
}

/** Tills that price their sales themselves: each redeems a code without a purchase, and some give it back. */
export class OwnTills {
  readonly #tools: Tools;

  constructor(tools: Tools) {
    this.#tools = tools;
  }

  async redeem(memberId: string, amount: number, givesBack: boolean): Promise<void> {
    const { client, shop, ledger } = this.#tools;
    const [, code] = shop.codes;
    const key = this.#tools.nextKey();
    const body = {
      location: shop.location,
      currency: 'EUR',
      member: { id: memberId },
      lines: [{ name: 'Anything', quantity: 1, amount }],
    };
    const { id } = await this.#tools.insist((signal) =>
      client.call(redeemCouponCode, { key, signal, params: { code }, body }),
    );
    if (givesBack) await this.#giveBack(id);
    ledger.codes.push({ id, state: givesBack ? 'given-back' : 'redeemed' });
  }

  async #giveBack(id: string): Promise<void> {
    const key = this.#tools.nextKey();
    await this.#tools.insist((signal) =>
      this.#tools.client.call(rollBackCouponRedemption, { key, signal, params: { id } }),
    );
  }
}
