import type { Instant } from '../clock.ts';
import { adjust, type Adjusted, type Adjustment } from './adjust.ts';
import { award, type Award, type Awarded } from './award.ts';
import { Book, type WalletTerms } from './book.ts';
import {
  receive,
  sendAll,
  sendBack,
  type Belongings,
  type Credit,
  type Received,
  type SendBack,
  type Sent,
} from './merge.ts';
import type { Balances, Cause } from './posting.ts';
import { restore, type Restore, type Restored } from './restore.ts';
import { settle } from './settle.ts';
import { isDue, type Snapshot, type WalletChanges } from './snapshot.ts';
import * as spend from './spend.ts';
import { takeBack, type TakeBack, type TakenBack } from './take-back.ts';
import { transferIn, transferOut, type Parcel, type TransferredIn, type TransferredOut } from './transfer.ts';

/**
 * A member's points at one moment. Opening books everything that fell due until `now`. Each method books one
 * business event, or throws a LoyaltyError and changes nothing. `changes()` is what to save.
 *
 * All methods except `award` need a complete snapshot, and so does `award` if `needsLots()` says so; `redeem` and `hold` need one that is
 * enough for their points. Amounts
 * are integers from 1 to `maxPoints`, except those of awards, returns and adjustments; otherwise
 * LoyaltyError('points-out-of-range').
 */
export class Wallet {
  readonly #book: Book;
  #mostDue: number;

  private constructor(book: Book, mostDue: number) {
    this.#book = book;
    this.#mostDue = mostDue;
  }

  /** @param mostDue how many due items to book, oldest first; for callers that settle in steps */
  static open(snapshot: Snapshot, terms: WalletTerms, mostDue = Infinity): Wallet {
    const book = new Book(snapshot, terms);
    if (isDue(snapshot.nextDueAt, terms.now)) book.assertComplete();
    const wallet = new Wallet(book, mostDue);
    wallet.#settled();
    return wallet;
  }

  /**
   * Gives points and status credit. Available points repay debt first. Past awards may follow each other, as in
   * imports: an expiry between them is booked after the last.
   */
  award(request: Award): Awarded {
    return award(this.#book, request);
  }

  /** Spends points. Throws 'insufficient-points'. */
  redeem({ points, cause }: { points: number; cause: Cause }): spend.Spent {
    return spend.redeem(this.#settled(), points, cause);
  }

  /** Cancels a redemption: the points return to the lots they came from. */
  giveBack(request: spend.GiveBack): spend.GivenBack {
    return spend.giveBack(this.#settled(), request);
  }

  /** Takes back what a purchase earned because its goods were returned. `targetOfReturn()` says how much. */
  takeBack(request: TakeBack): TakenBack {
    return takeBack(this.#settled(), request);
  }

  /** Takes a mistaken return back: what it took comes back. */
  restore(request: Restore): Restored {
    return restore(this.#settled(), request);
  }

  /** Corrects the balance by hand. Throws 'insufficient-points' if it would deduct more than is available. */
  adjust(request: Adjustment): Adjusted {
    return adjust(this.#settled(), request);
  }

  /** Reserves points until `expiresAt`. Throws 'insufficient-points', 'hold-expiry-past'. */
  hold(request: { points: number; expiresAt: Instant; cause: Cause }): spend.Held {
    return spend.hold(this.#settled(), request.points, request.expiresAt, request.cause);
  }

  /** Whether it is still active now. */
  isHeld(holdId: string): boolean {
    return this.#settled().hold(holdId)?.state === 'active';
  }

  /** Spends held points. Throws 'hold-not-active' if the hold ended, timed out or is unknown. */
  capture(holdId: string, cause: Cause): spend.Spent {
    return spend.capture(this.#settled(), holdId, cause);
  }

  /** Releases a hold. Throws 'hold-not-active'. */
  release(holdId: string, cause: Cause): spend.GivenBack {
    return spend.release(this.#settled(), holdId, cause);
  }

  /** Sends all that there is to the wallet of the same person. Nothing may be held. */
  sendAll(request: { credit: readonly Credit[]; cause: Cause }): Sent {
    return sendAll(this.#settled(), request);
  }

  /** Receives what `sendAll` or `sendBack` of another wallet sent. */
  receive({ belongings, cause }: { belongings: Belongings; cause: Cause }): Received {
    return receive(this.#settled(), belongings, cause);
  }

  /** Sends back what is left of what `receive` took in. */
  sendBack(request: SendBack): Sent {
    return sendBack(this.#settled(), request);
  }

  /** Sends points to another member. Throws 'insufficient-points'. */
  transferOut({ points, cause }: { points: number; cause: Cause }): TransferredOut {
    return transferOut(this.#settled(), points, cause);
  }

  /** Receives what another wallet sent with `transferOut`. */
  transferIn({ parcel, cause }: { parcel: Parcel; cause: Cause }): TransferredIn {
    return transferIn(this.#settled(), parcel, cause);
  }

  balance(): Balances {
    return this.#settled().balances;
  }

  changes(): WalletChanges {
    return this.#settled().changes();
  }

  /** An award or transfer may have brought lots that are due, or whose expiry activity has extended. */
  #settled(): Book {
    this.#mostDue -= settle(this.#book, this.#book.terms.now, this.#mostDue);
    if (this.#mostDue > 0 && this.#book.balances.available > 0)
      this.#book.repayDebt({ kind: 'due' }, this.#book.terms.now);
    return this.#book;
  }
}
