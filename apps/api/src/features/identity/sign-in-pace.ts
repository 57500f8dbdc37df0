import { Inject, Injectable, Logger } from '@nestjs/common';
import { configToken, type Config } from '../../config.ts';
import { system } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { ClubError } from '../../platform/club-error.ts';
import type { Recognised } from './accounts.ts';
import { Attempts } from './attempts.ts';
import { paceOf } from './pace.ts';
import { Turns } from '../../platform/turns.ts';

export interface Visitor {
  /** As the database writes it for lookups, so that two spellings of an address share one count. */
  readonly email: string;
  readonly address: string;
  /** The browser, if an account of this e-mail knows it. */
  readonly known: KnownBrowser | null;
}

interface KnownBrowser {
  readonly mark: string;
  readonly accountIds: readonly string[];
  /** One of these has confirmed the e-mail, so the visitor is not a stranger to any of them. */
  readonly byOwner: boolean;
}

/** One attempt that may be checked. */
interface Attempt {
  readonly visitor: Visitor;
  /** What it counts for: the browser or the address. */
  readonly pair: string;
  readonly asStranger: boolean;
}

const hour = 3600;
const day = 24 * hour;
/** Strangers at one address are checked one after the other. Many at once would all come before the count. */
const mostAtOnce = 4;

/**
 * Slows down password guessing but locks nobody out: a stranger's failures count for the stranger's address. A
 * browser that the account knows has its own pace. Anyone can join with someone's e-mail, so no count reveals
 * whether another account has confirmed it (ADR 21).
 */
@Injectable()
export class SignInPace {
  readonly #logger = new Logger('SignIn');
  readonly #turns = new Turns(mostAtOnce);
  /** One address fails at this many accounts: more than a shop's customers forget. */
  readonly #mostAccounts: number;

  constructor(
    private readonly attempts: Attempts,
    private readonly audit: AuditTrail,
    @Inject(configToken) { FAILING_ACCOUNTS_PER_HOUR: mostAccounts }: Config,
  ) {
    this.#mostAccounts = mostAccounts;
  }

  /** From `admit` to `settle`. */
  async inTurn<Result>({ address, known }: Visitor, work: () => Promise<Result>): Promise<Result> {
    return known?.byOwner ? work() : this.#turns.take(address, work);
  }

  /** Before the password is checked. It counts as failed until it is settled. Throws `too-many-requests`. */
  async admit(visitor: Visitor): Promise<Attempt> {
    const { email, known } = visitor;
    if (!known) return this.#admitStranger(visitor);
    const pair = `${email} in ${known.mark}`;
    await this.#raise(pair, 0);
    return { visitor, pair, asStranger: false };
  }

  /** Which matching account the visitor may learn about; undefined for none. */
  async settle(attempt: Attempt, fitting: readonly Recognised[]): Promise<Recognised | undefined> {
    const told = fitting.find(({ id }) => isNear(attempt, id));
    if (told) {
      await this.#succeeded(attempt, told);
      return told;
    }
    await this.#failed(attempt);
    if (attempt.asStranger || attempt.visitor.known?.byOwner) return undefined;
    // To all but the accounts that know the browser it is a stranger's, and nothing tells whether there are others.
    const asStranger = await this.#admitIfFree(attempt.visitor);
    return asStranger && this.settle(asStranger, fitting);
  }

  async #admitStranger(visitor: Visitor): Promise<Attempt> {
    const { email, address } = visitor;
    await this.attempts.assertBelow('sign-in-spread', address, this.#mostAccounts, hour);
    const pair = `${email} at ${address}`;
    await this.#raise(pair, await this.attempts.read('sign-in-account', email, hour));
    return { visitor, pair, asStranger: true };
  }

  async #admitIfFree(visitor: Visitor): Promise<Attempt | undefined> {
    try {
      return await this.#admitStranger(visitor);
    } catch (refused) {
      if (refused instanceof ClubError) return undefined;
      throw refused;
    }
  }

  async #raise(pair: string, failuresOfAll: number): Promise<void> {
    const tried = await this.attempts.raise('sign-in-pair', pair, day);
    const { waitSeconds } = paceOf(tried, failuresOfAll);
    if (waitSeconds === 0) return;
    try {
      await this.attempts.count('sign-in-wait', pair, 1, waitSeconds);
    } catch (refused) {
      // An unchecked attempt is not a failure.
      if (refused instanceof ClubError) await this.attempts.lower('sign-in-pair', pair, day);
      throw refused;
    }
  }

  async #failed({ visitor: { email, address }, pair, asStranger }: Attempt): Promise<void> {
    if (!asStranger) return;
    await this.attempts.raise('sign-in-account', email, hour);
    // Only the first of many at the same moment has this number.
    if ((await this.attempts.raise('sign-in-spread-by', pair, hour)) !== 1) return;
    const { counted, resetSeconds } = await this.attempts.tally('sign-in-spread', address, hour);
    // Never longer than it would return.
    await this.attempts.endIn('sign-in-spread-by', pair, Math.max(1, resetSeconds - 2));
    if (counted === this.#mostAccounts) await this.#notice(counted);
  }

  /**
   * The right password was not a failure. It clears earlier mistakes of the visitor only for an account that has
   * confirmed the e-mail, because anyone can have an account that has not.
   */
  async #succeeded({ visitor, pair, asStranger }: Attempt, { confirmed }: Recognised): Promise<void> {
    if (!confirmed) return this.attempts.lower('sign-in-pair', pair, day);
    await this.attempts.forget('sign-in-pair', pair);
    await this.attempts.forget('sign-in-wait', pair);
    // Of many at the same moment, one finds it.
    if (asStranger && (await this.attempts.forget('sign-in-spread-by', pair)))
      await this.attempts.lower('sign-in-spread', visitor.address, hour);
  }

  // The address itself is personal data: log and audit log record only the event.
  async #notice(accounts: number): Promise<void> {
    this.#logger.warn(`One address failed to sign in to ${accounts} accounts within an hour, and is refused`);
    await this.audit.record(system, { action: 'sign-in.spread', after: { accounts } });
  }
}

/** Whether the attempt was admitted for this account. */
const isNear = ({ asStranger, visitor: { known } }: Attempt, accountId: string): boolean =>
  asStranger || !known || known.byOwner || known.accountIds.includes(accountId);
