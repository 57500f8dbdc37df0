import type { Instant } from '../clock.ts';
import { adjust, type Adjusted, type Adjustment } from './adjust.ts';
import { award, type Award, type Awarded } from './award.ts';
import { Book, type WalletTerms } from './book.ts';
import type { Balances, Cause } from './posting.ts';
import { settle } from './settle.ts';
import { isDue, type Snapshot, type WalletChanges } from './snapshot.ts';
import * as spend from './spend.ts';
import { takeBack, type TakeBack, type TakenBack } from './take-back.ts';
import { transferIn, transferOut, type Parcel, type TransferredIn, type TransferredOut } from './transfer.ts';

/**
 * A member's points at one moment. Opening books what time has brought until `now`; each verb books one
 * business event, or throws a LoyaltyError and changes nothing; `changes()` is what to save.
 *
 * Verbs other than `award` need a complete snapshot, and `award` too where `needsLots()` says so.
 * Every amount but that of an award, return or adjustment is an integer from 1 to `maxPoints`, or
 * LoyaltyError('points-out-of-range').
 */
export class Wallet {
  readonly #book: Book;
  #mostDue: number;

  private constructor(book: Book, mostDue: number) {
    this.#book = book;
    this.#mostDue = mostDue;
  }

  /**
   * @param mostDue how much of what is due is booked, oldest first; for who only settles, in steps
   */
  static open(snapshot: Snapshot, terms: WalletTerms, mostDue = Infinity): Wallet {
    const book = new Book(snapshot, terms);
    if (isDue(snapshot.nextDueAt, terms.now)) book.assertComplete();
    const wallet = new Wallet(book, mostDue);
    wallet.#settled();
    return wallet;
  }

  /**
   * Gives points and status credit. What becomes available repays debt first. Several awards of the past may
   * follow each other, as imports have them: an expiry among them is booked after the last.
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

  /** Takes back what a purchase earned, because its goods came back: `targetOfReturn()` says how much. */
  takeBack(request: TakeBack): TakenBack {
    return takeBack(this.#settled(), request);
  }

  /** Corrects by hand. Throws 'insufficient-points' where it would take more than there is. */
  adjust(request: Adjustment): Adjusted {
    return adjust(this.#settled(), request);
  }

  /** Sets points aside until `expiresAt`. Throws 'insufficient-points', 'hold-expiry-past'. */
  hold(request: { points: number; expiresAt: Instant; cause: Cause }): spend.Held {
    return spend.hold(this.#settled(), request.points, request.expiresAt, request.cause);
  }

  /** Spends what a hold set aside. Throws 'hold-not-active' for one that ended, timed out or is unknown. */
  capture(holdId: string, cause: Cause): spend.Spent {
    return spend.capture(this.#settled(), holdId, cause);
  }

  /** Gives up a hold. Throws 'hold-not-active'. */
  release(holdId: string, cause: Cause): spend.GivenBack {
    return spend.release(this.#settled(), holdId, cause);
  }

  /** Sends points to another member, or everything, as a merge does. Throws 'insufficient-points'. */
  transferOut({ points, cause }: { points: number | 'everything'; cause: Cause }): TransferredOut {
    return transferOut(this.#settled(), points, cause);
  }

  /** Receives what `transferOut` of another wallet sent. */
  transferIn({ parcel, cause }: { parcel: Parcel; cause: Cause }): TransferredIn {
    return transferIn(this.#settled(), parcel, cause);
  }

  balance(): Balances {
    return this.#settled().balances;
  }

  changes(): WalletChanges {
    return this.#settled().changes();
  }

  /** An award or transfer may have brought lots whose time is over, or that activity has kept from it. */
  #settled(): Book {
    this.#mostDue -= settle(this.#book, this.#book.terms.now, this.#mostDue);
    if (this.#mostDue > 0 && this.#book.balances.available > 0)
      this.#book.repayDebt({ kind: 'due' }, this.#book.terms.now);
    return this.#book;
  }
}
