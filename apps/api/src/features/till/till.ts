import { Injectable } from '@nestjs/common';
import type { TillMember } from '@regulars/contracts';
import { balanceAt, type WalletTerms } from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { toInstant } from '../../platform/clock.ts';
import { assertUsable, canonicalCode, unknownCard } from '../cards/index.ts';
import { Points, showBalance, type StoredWallet } from '../points/index.ts';
import { VouchersService } from '../rewards/index.ts';
import { Tiers } from '../tiers/index.ts';
import { TillRepository, type Found } from './till.repository.ts';

const pointer = '/code';

/** What a cashier sees after the scan. */
@Injectable()
export class Till {
  constructor(
    private readonly till: TillRepository,
    private readonly points: Points,
    private readonly tiers: Tiers,
    private readonly vouchers: VouchersService,
  ) {}

  /**
   * Whose QR text, card number, e-mail or phone number this is, in two database calls.
   * Throws `unknown-card`, `card-blocked`, `card-replaced`, `member-not-active`.
   */
  async lookUp(actor: Actor, typed: string): Promise<TillMember> {
    const terms = await this.points.terms();
    const found = await this.#find(typed, terms.now);
    const { memberId } = found;
    return {
      member: {
        id: memberId,
        displayName: found.name,
        language: found.language,
        joinedAt: toInstant(new Date(found.joinedAt)),
      },
      card: found.cardId && found.cardNumber ? { id: found.cardId, number: found.cardNumber } : null,
      balance: balanceOf(found.wallets, terms),
      tier: (await this.tiers.ladder()).standing({
        tierId: found.tierId,
        since: found.since === null ? null : new Date(found.since),
        credit: found.credit,
      }),
      vouchers: await this.vouchers.usableOf(memberId),
      own: actor.kind === 'account' && actor.memberId === memberId,
    };
  }

  async #find(typed: string, now: number): Promise<Found> {
    const code = canonicalCode(typed);
    const found = code && (await this.till.lookUp(code, now, await this.tiers.period(now)));
    if (!found) throw unknownCard(pointer);
    assertUsable(found, pointer);
    return found;
  }
}

const balanceOf = ([wallet]: readonly StoredWallet[], terms: WalletTerms): TillMember['balance'] =>
  wallet
    ? showBalance(balanceAt(wallet, terms.now, terms).balances)
    : { available: 0, pending: 0, held: 0, debt: 0 };
