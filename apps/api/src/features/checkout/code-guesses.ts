import { Injectable } from '@nestjs/common';
import { Guesses } from '../identity/index.ts';
import { Buyers } from '../purchases/index.ts';
import type { SentCart } from './checkout.ts';

/** Unknown codes of carts count for the caller, and for the member, by whatever the cart names them. */
@Injectable()
export class CodeGuesses {
  constructor(
    private readonly guesses: Guesses,
    private readonly buyers: Buyers,
  ) {}

  /** A member who does not exist counts as none: such a cart tells nothing about codes. Throws `too-many-requests`, `unknown-card`. */
  async settle(member: SentCart['member'], wrong: number): Promise<void> {
    await this.guesses.settle('coupons', member ? await this.buyers.named(member) : null, wrong);
  }
}
