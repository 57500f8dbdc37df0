import { Injectable } from '@nestjs/common';
import type { TillMember } from '@regulars/contracts';
import { balanceAt, type WalletTerms } from '@regulars/loyalty';
import { holds, isMember, type Actor } from '../../platform/actor.ts';
import { toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { assertUsable, Cards, searched, unknownCard } from '../cards/index.ts';
import { Points, showBalance, type StoredWallet } from '../points/index.ts';
import { VouchersService } from '../rewards/index.ts';
import { Tiers } from '../tiers/index.ts';
import type { Found } from './found.ts';
import { TillRepository } from './till.repository.ts';

const pointer = '/code';

/** What a cashier sees after the scan. */
@Injectable()
export class Till {
  constructor(
    private readonly till: TillRepository,
    private readonly points: Points,
    private readonly tiers: Tiers,
    private readonly vouchers: VouchersService,
    private readonly cards: Cards,
  ) {}

  /**
   * Finds the member of a QR text, card number, customer number, phone number, e-mail or member id, in two database
   * calls. Throws `unknown-card`, `several-members` with the list, `card-blocked`, `card-replaced`,
   * `member-not-active`.
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
      tier: (await this.tiers.ladder()).standing(
        {
          tierId: found.tierId,
          grant: found.grant,
          since: found.since === null ? null : new Date(found.since),
          credit: found.credit,
        },
        terms.now,
      ),
      vouchers: holds(actor, 'rewards:read') ? await this.vouchers.usableOf(memberId) : [],
      own: isMember(actor, memberId),
    };
  }

  async #find(typed: string, now: number): Promise<Found> {
    const period = await this.tiers.period(now);
    const all = await this.till.lookUp(searched(typed), now, period, await this.tiers.measure());
    const [found, ...others] = all;
    if (!found) throw unknownCard(pointer, typed, await this.cards.mayBeCard(typed));
    if (others.length > 0) throw severalMembers(all);
    assertUsable(found, pointer);
    return found;
  }
}

const severalMembers = (all: readonly Found[]): ClubError =>
  new ClubError('several-members', {
    errors: [{ pointer, message: 'several members match' }],
    members: all.map(({ memberId, name, cardNumber, joinedAt }) => ({
      id: memberId,
      displayName: name,
      cardNumber,
      joinedAt: toInstant(new Date(joinedAt)),
    })),
  });

const balanceOf = ([wallet]: readonly StoredWallet[], terms: WalletTerms): TillMember['balance'] =>
  wallet
    ? showBalance(balanceAt(wallet, terms.now, terms).balances)
    : { available: 0, pending: 0, held: 0, debt: 0 };
