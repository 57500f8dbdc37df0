import { Injectable } from '@nestjs/common';
import type { ReplyOf, reverseReturn } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import type { Origin } from '../../platform/events/outbox.ts';
import { WalletOwners } from '../../platform/http/wallet-owners.ts';
import { newId } from '../../platform/ids.ts';
import { noteInLog } from '../../platform/log/index.ts';
import { SelfService, showBalance, type OpenWallets } from '../points/index.ts';
import { PurchaseTerms } from './context.ts';
import { ReturnReversalsRepository } from './return-reversals.repository.ts';
import { ReversalBooks } from './reversal-books.ts';
import { reversalOf, type Reversed } from './reversing.ts';
import { maySee } from './stored-purchase.ts';
import { TakeBacks } from './take-backs.ts';

/** Its explanation is not in words yet. */
type ReversalReply = Omit<ReplyOf<typeof reverseReturn>, 'explanation'> & Pick<Reversed, 'explanation'>;

/** Takes mistaken returns back: the goods count as bought again, and their points come back. */
@Injectable()
export class ReturnReversals {
  constructor(
    private readonly takeBacks: TakeBacks,
    private readonly terms: PurchaseTerms,
    private readonly selfService: SelfService,
    private readonly reversals: ReturnReversalsRepository,
    private readonly books: ReversalBooks,
    owners: WalletOwners,
  ) {
    owners.register('return', async (id) => (await reversals.find(id))?.memberId ?? null);
  }

  /**
   * Call it in the transaction of its idempotency key. Throws `not-found`, `already-reversed`, `later-return`,
   * `cannot-reverse`, `insufficient-points` for points that the return gave back, `member-not-active` for former members,
   * `self-earning-refused`.
   */
  async reverse(
    actor: Actor,
    returnId: string,
    reason: string,
    origin: Origin = 'live',
  ): Promise<ReversalReply> {
    const found = await this.reversals.find(returnId);
    if (!found) throw new ClubError('not-found');
    const { now, purchases, wallets, recalled } = await this.takeBacks.open([found.purchaseId], null);
    const [purchase] = purchases;
    if (!purchase || !maySee(actor, purchase)) throw new ClubError('not-found');
    if (purchase.member_id !== null) {
      noteInLog({ member: purchase.member_id });
      await this.selfService.refuse(actor, purchase.member_id);
      wallets.assertNotClosed(purchase.member_id);
    }
    const rules = purchase.member_id === null ? [] : await this.terms.rulesOf(purchase.evaluation);
    const reversing = reversalOf(purchase, { id: newId(), returnId, reason }, rules);
    const period = await this.terms.statusPeriod(purchase.member_id);
    const booked = await this.books.book(reversing, { actor, origin, now, period, recalled });
    return replyOf(booked.reversed, booked.wallets);
  }
}

const replyOf = (
  { id, purchase, mistaken, money, payment, back, given, explanation }: Reversed,
  wallets: OpenWallets,
): ReversalReply => {
  const { member_id: memberId } = purchase;
  const pointsPaid = 0 - (payment?.pointsNow ?? 0);
  const reply = {
    id,
    returnId: mistaken.id,
    purchaseId: purchase.id,
    amount: money,
    pointsPaid,
    explanation,
  };
  if (memberId === null || !given) return { ...reply, points: null };
  const { debtCancelled, debtRepaid, expired } = given;
  const balance = showBalance(wallets.get(memberId).balance());
  return { ...reply, points: { givenBack: back.points, debtCancelled, debtRepaid, expired, balance } };
};
