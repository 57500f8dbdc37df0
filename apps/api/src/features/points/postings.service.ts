import { Injectable } from '@nestjs/common';
import type { Hold, PointsPosted } from '@regulars/contracts';
import type { HoldState, Wallet } from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Reach } from '../../platform/reach.ts';
import { noteInLog } from '../../platform/log/index.ts';
import { LedgerRepository, type FoundHold } from './ledger.repository.ts';
import { showBalance } from './member-points.service.ts';
import { Points } from './points.service.ts';
import { causeOf } from './posting-cause.ts';
import { orRefuse } from './refusals.ts';
import { reverse } from './reversal.ts';
import { SelfService } from './self-service.ts';
import type { NamedTransaction } from './stored-wallet.ts';

export interface ManualPosting {
  readonly points: number;
  readonly reason: string;
}

interface WrittenTransaction {
  readonly transactionId: string;
}

/** Manual postings of staff and keys. Each is one call that opens the wallet and one that writes. */
@Injectable()
export class PostingsService {
  constructor(
    private readonly points: Points,
    private readonly ledger: LedgerRepository,
    private readonly selfService: SelfService,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly reach: Reach,
  ) {}

  /** Throws `insufficient-points`, `member-not-active`, `self-earning-refused`. */
  async redeem(actor: Actor, memberId: string, { points, reason }: ManualPosting): Promise<PointsPosted> {
    const cause = causeOf({ kind: 'redemption', reason });
    const { done, wallet } = await this.#post(actor, memberId, (it) => it.redeem({ points, cause }), {
      toSpend: points,
    });
    return posted(done, -points, wallet);
  }

  /** Throws `insufficient-points`, `member-not-active`, `self-earning-refused`. */
  async hold(
    actor: Actor,
    memberId: string,
    { points, reason, minutes }: ManualPosting & { minutes: number },
  ): Promise<Hold> {
    const expiresAt = this.clock.now() + minutes * 60_000;
    const cause = causeOf({ kind: 'hold', reason });
    const { done, wallet } = await this.#post(
      actor,
      memberId,
      (it) => it.hold({ points, expiresAt, cause }),
      { toSpend: points },
    );
    return showHold(done.holdId, done, { points, expires_at: new Date(expiresAt) }, 'active', wallet);
  }

  /** Throws `not-found`, `hold-not-active`, `self-earning-refused`. */
  async capture(actor: Actor, holdId: string): Promise<Hold> {
    const cause = causeOf({ kind: 'hold', holdId });
    return this.#closeHold(actor, holdId, 'captured', (wallet) => wallet.capture(holdId, cause));
  }

  /** Throws `not-found`, `hold-not-active`, `self-earning-refused`. */
  async release(actor: Actor, holdId: string): Promise<Hold> {
    const cause = causeOf({ kind: 'hold', holdId });
    return this.#closeHold(actor, holdId, 'released', (wallet) => wallet.release(holdId, cause));
  }

  /** Throws `not-found`, `already-reversed`, `cannot-reverse`, `insufficient-points`, `self-earning-refused`. */
  async reverse(actor: Actor, transactionId: string, reason: string): Promise<PointsPosted> {
    return this.transactions.run(async () => {
      const memberId = await this.ledger.ownerOf(transactionId);
      if (memberId === undefined) throw new ClubError('not-found');
      noteInLog({ member: memberId });
      await this.reach.toMember(actor, memberId);
      const { done, wallet } = await this.#post(
        actor,
        memberId,
        (it, mistake) => reverse(it, mistake, reason),
        { transactionId },
      );
      return posted(done, done.points, wallet);
    });
  }

  async #closeHold(
    actor: Actor,
    holdId: string,
    state: HoldState,
    close: (wallet: Wallet) => WrittenTransaction,
  ): Promise<Hold> {
    return this.transactions.run(async () => {
      const found = await this.ledger.hold(holdId);
      if (!found) throw new ClubError('not-found');
      noteInLog({ member: found.member_id });
      const { done, wallet } = await this.#post(actor, found.member_id, close);
      return showHold(holdId, done, found, state, wallet);
    });
  }

  async #post<Done>(
    actor: Actor,
    memberId: string,
    decide: (wallet: Wallet, named: NamedTransaction | undefined) => Done,
    { transactionId, toSpend }: { transactionId?: string; toSpend?: number } = {},
  ): Promise<{ done: Done; wallet: Wallet }> {
    await this.selfService.refuse(actor, memberId);
    return this.transactions.run(async () => {
      const transactions = transactionId === undefined ? [] : [transactionId];
      const lots = toSpend === undefined ? 'all' : { toSpend };
      const wallets = await this.points.open([memberId], { lots, transactions });
      const wallet = wallets.get(memberId);
      if (toSpend !== undefined) wallets.assertActive(memberId);
      const named = transactionId === undefined ? undefined : wallets.transaction(memberId, transactionId);
      const done = orRefuse(() => decide(wallet, named));
      await this.points.apply(this.points.document(wallets, { actor }));
      return { done, wallet };
    });
  }
}

export const posted = (
  { transactionId }: WrittenTransaction,
  points: number,
  wallet: Wallet,
): PointsPosted => ({
  transactionId,
  points,
  balance: showBalance(wallet.balance()),
});

const showHold = (
  id: string,
  { transactionId }: WrittenTransaction,
  { points, expires_at }: Pick<FoundHold, 'points' | 'expires_at'>,
  state: HoldState,
  wallet: Wallet,
): Hold => ({
  id,
  transactionId,
  points,
  expiresAt: toInstant(expires_at),
  state,
  balance: showBalance(wallet.balance()),
});
