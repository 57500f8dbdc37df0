import { Injectable, Logger } from '@nestjs/common';
import { system } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Attempts } from './attempts.ts';
import { paceOf } from './pace.ts';

export interface Visitor {
  readonly email: string;
  readonly address: string;
  /** Of a browser that an account of this e-mail knows; null for all others. */
  readonly knownMark: string | null;
}

const hour = 3600;
const day = 24 * hour;
/** One address fails for that many accounts: more than a household or a shop forgets. */
const mostAccounts = 20;

/**
 * Guessing at passwords gets slower, but nobody is locked out: what a stranger fails counts for the stranger's address.
 * A browser that the account knows has a pace of its own.
 */
@Injectable()
export class SignInPace {
  readonly #logger = new Logger('SignIn');

  constructor(
    private readonly attempts: Attempts,
    private readonly audit: AuditTrail,
  ) {}

  /** Before the password is looked at; it counts as failed until `succeeded`. Throws `too-many-requests`. */
  async admit(visitor: Visitor): Promise<void> {
    const { address, knownMark } = visitor;
    if (knownMark === null) await this.attempts.assertBelow('sign-in-spread', address, mostAccounts, hour);
    const pair = pairOf(visitor);
    const tried = await this.attempts.raise('sign-in-pair', pair, day);
    const { waitSeconds } = paceOf(tried, await this.#failuresOfAll(visitor));
    if (waitSeconds === 0) return;
    try {
      await this.attempts.count('sign-in-wait', pair, 1, waitSeconds);
    } catch (refused) {
      // What was not looked at is no failure.
      if (refused instanceof ClubError) await this.attempts.lower('sign-in-pair', pair, day);
      throw refused;
    }
  }

  async failed(visitor: Visitor): Promise<void> {
    if (visitor.knownMark !== null) return;
    await this.attempts.raise('sign-in-account', visitor.email, hour);
    if ((await this.attempts.read('sign-in-pair', pairOf(visitor), day)) !== 1) return;
    const accounts = await this.attempts.raise('sign-in-spread', visitor.address, hour);
    if (accounts === mostAccounts) await this.#notice(accounts);
  }

  async succeeded(visitor: Visitor): Promise<void> {
    await this.attempts.forget('sign-in-pair', pairOf(visitor));
    await this.attempts.forget('sign-in-wait', pairOf(visitor));
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
