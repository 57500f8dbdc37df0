import { Injectable, Logger } from '@nestjs/common';
import { system } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Attempts } from './attempts.ts';
import { paceOf } from './pace.ts';
import { Turns } from '../../platform/turns.ts';

export interface Visitor {
  /** As the database writes it when it looks for accounts: two spellings of one address are one count. */
  readonly email: string;
  readonly address: string;
  /** Of a browser that the account of this e-mail knows; null for all others. */
  readonly knownMark: string | null;
}

/** One attempt that may be looked at. */
interface Attempt extends Visitor {
  /** The how many-th of this visitor at this account it is. */
  readonly tried: number;
}

const hour = 3600;
const day = 24 * hour;
/** One address fails for that many accounts: more than a household or a shop forgets. */
const mostAccounts = 20;
/** Strangers of one address are looked at in turn: many at the same moment would all come before the count. */
const mostAtOnce = 4;

/**
 * Guessing at passwords gets slower, but nobody is locked out: what a stranger fails counts for the stranger's address.
 * A browser that the account knows has a pace of its own.
 */
@Injectable()
export class SignInPace {
  readonly #logger = new Logger('SignIn');
  readonly #turns = new Turns(mostAtOnce);

  constructor(
    private readonly attempts: Attempts,
    private readonly audit: AuditTrail,
  ) {}

  /** From `admit` to `failed` or `succeeded`. */
  async inTurn<Result>({ address, knownMark }: Visitor, work: () => Promise<Result>): Promise<Result> {
    return knownMark === null ? this.#turns.take(address, work) : work();
  }

  /** Before the password is looked at; it counts as failed until `succeeded`. Throws `too-many-requests`. */
  async admit(visitor: Visitor): Promise<Attempt> {
    const { address, knownMark } = visitor;
    if (knownMark === null) await this.attempts.assertBelow('sign-in-spread', address, mostAccounts, hour);
    const pair = pairOf(visitor);
    const tried = await this.attempts.raise('sign-in-pair', pair, day);
    const { waitSeconds } = paceOf(tried, await this.#failuresOfAll(visitor));
    if (waitSeconds === 0) return { ...visitor, tried };
    try {
      await this.attempts.count('sign-in-wait', pair, 1, waitSeconds);
    } catch (refused) {
      // What was not looked at is no failure.
      if (refused instanceof ClubError) await this.attempts.lower('sign-in-pair', pair, day);
      throw refused;
    }
    return { ...visitor, tried };
  }

  async failed(attempt: Attempt): Promise<void> {
    if (attempt.knownMark !== null) return;
    await this.attempts.raise('sign-in-account', attempt.email, hour);
    // Only the first of many at the same moment has this number.
    if (attempt.tried !== 1) return;
    const { counted, resetSeconds } = await this.attempts.tally('sign-in-spread', attempt.address, hour);
    // Never longer than what it would give back.
    await this.attempts.raise('sign-in-spread-by', pairOf(attempt), Math.max(1, resetSeconds - 2));
    if (counted === mostAccounts) await this.#notice(counted);
  }

  /**
   * The right password for the account that is tried first clears the visitor: it only mistyped before. For another
   * account of the same e-mail it was no failure, and clears nothing: anybody can join with somebody's e-mail.
   */
  async succeeded(attempt: Attempt, first: boolean): Promise<void> {
    const pair = pairOf(attempt);
    if (!first) return this.attempts.lower('sign-in-pair', pair, day);
    await this.attempts.forget('sign-in-pair', pair);
    await this.attempts.forget('sign-in-wait', pair);
    // Of many at the same moment one finds it.
    if (attempt.knownMark === null && (await this.attempts.forget('sign-in-spread-by', pair)))
      await this.attempts.lower('sign-in-spread', attempt.address, hour);
  }

  async #failuresOfAll({ email, knownMark }: Visitor): Promise<number> {
    return knownMark === null ? this.attempts.read('sign-in-account', email, hour) : 0;
  }

  // The address itself is personal data: the log and the books keep only what happened.
  async #notice(accounts: number): Promise<void> {
    this.#logger.warn(`One address failed to sign in to ${accounts} accounts within an hour, and is refused`);
    await this.audit.record(system, { action: 'sign-in.spread', after: { accounts } });
  }
}

const pairOf = ({ email, address, knownMark }: Visitor): string =>
  `${email} ${knownMark === null ? `at ${address}` : `in ${knownMark}`}`;
