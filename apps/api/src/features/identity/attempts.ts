import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { ClubError } from '../../platform/club-error.ts';
import { noteLimit } from '../../platform/http/call-limits.ts';
import { runningRequest } from '../../platform/http/running-request.ts';
import { Transactions } from '../../platform/database/transactions.ts';

export interface Limit {
  readonly what: string;
  readonly key: string;
  readonly most: number;
  readonly seconds: number;
}

/** Counts guessable attempts. Keys are hashed, so the table contains no e-mail addresses. */
@Injectable()
export class Attempts {
  readonly #limiters = new Map<string, RateLimiterPostgres>();

  constructor(private readonly transactions: Transactions) {}

  /**
   * Throws `too-many-requests` after `most` attempts with one key within `seconds`. Not inside a transaction:
   * an attempt counts even if its effect is rolled back.
   */
  async count(what: string, key: string, most: number, seconds: number): Promise<void> {
    this.transactions.assertNone();
    try {
      const counted = await this.#limiter(what, most, seconds).consume(hash(key), 1, {
        customDuration: seconds,
      });
      this.#note(what, most, seconds, counted.remainingPoints, secondsLeft(counted));
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      this.#note(what, most, seconds, refused.remainingPoints, secondsLeft(refused));
      throw tooMany(refused);
    }
  }

  /**
   * Runs it as one of at most `most` successes with one key within `seconds`. Refusals do not count. Concurrent
   * runs count too. Throws `too-many-requests`.
   */
  async countSuccess<Result>(
    { what, key, most, seconds }: Limit,
    work: () => Promise<Result>,
  ): Promise<Result> {
    await this.count(what, key, most, seconds);
    try {
      return await work();
    } catch (refused) {
      await this.lower(what, key, seconds);
      throw refused;
    }
  }

  /** Runs it if fewer than `most` were refused for this key within `seconds`. Throws `too-many-requests`. */
  async countRefusals<Result>(
    { what, key, most, seconds }: Limit,
    work: () => Promise<Result>,
    counts: (refused: ClubError) => boolean = () => true,
  ): Promise<Result> {
    await this.assertBelow(what, key, most, seconds);
    try {
      return await work();
    } catch (refused) {
      if (refused instanceof ClubError && counts(refused)) {
        const { counted, resetSeconds } = await this.tally(what, key, seconds);
        this.#note(what, most, seconds, most - counted, resetSeconds);
      }
      throw refused;
    }
  }

  /**
   * For actions with a link. Only unknown links count, because many people behind one address may follow
   * theirs. Throws `too-many-requests`.
   */
  withLink<Result>(address: string, work: () => Promise<Result>): Promise<Result> {
    return this.countRefusals(
      { what: 'link-unknown', key: address, most: 100, seconds: 3600 },
      work,
      ({ code }) => code === 'not-found',
    );
  }

  /** Counts one more, without a limit; returns the number within `seconds`. */
  async raise(what: string, key: string, seconds: number): Promise<number> {
    this.transactions.assertNone();
    return (await this.#limiter(what, unlimited, seconds).penalty(hash(key), 1, { customDuration: seconds }))
      .consumedPoints;
  }

  /** Counts one or several more, without a limit; returns the number and until when they count. */
  async tally(
    what: string,
    key: string,
    seconds: number,
    more = 1,
  ): Promise<{ counted: number; resetSeconds: number }> {
    this.transactions.assertNone();
    const raised = await this.#limiter(what, unlimited, seconds).penalty(hash(key), more, {
      customDuration: seconds,
    });
    return { counted: raised.consumedPoints, resetSeconds: secondsLeft(raised) };
  }

  /** Takes one back. */
  async lower(what: string, key: string, seconds: number): Promise<void> {
    await this.#limiter(what, unlimited, seconds).reward(hash(key), 1, { customDuration: seconds });
  }

  /** Keeps the counts of this key for this long from now on. */
  async endIn(what: string, key: string, seconds: number): Promise<void> {
    await this.#limiter(what, unlimited, seconds).set(hash(key), 1, seconds);
  }

  async read(what: string, key: string, seconds: number): Promise<number> {
    return (await this.#limiter(what, unlimited, seconds).get(hash(key)))?.consumedPoints ?? 0;
  }

  /** Throws `too-many-requests` if `raise` has counted `most`. */
  async assertBelow(what: string, key: string, most: number, seconds: number): Promise<void> {
    const counted = await this.#limiter(what, unlimited, seconds).get(hash(key));
    const wrong = counted?.consumedPoints ?? 0;
    this.#note(what, most, seconds, most - wrong, counted ? secondsLeft(counted) : seconds);
    if (counted && wrong >= most) throw tooMany(counted);
  }

  /** Whether there was something. */
  async forget(what: string, key: string): Promise<boolean> {
    return (await this.#limiters.get(what)?.delete(hash(key))) ?? false;
  }

  /** A count by a typed address is not the caller's and would reveal information about someone else. */
  #note(name: string, most: number, seconds: number, left: number, resetSeconds: number): void {
    if (!name.endsWith('-email')) noteLimit(runningRequest(), { name, most, seconds, left, resetSeconds });
  }

  #limiter(what: string, points: number, duration: number): RateLimiterPostgres {
    const made = this.#limiters.get(what);
    if (made) return made;
    const limiter = new RateLimiterPostgres({
      storeClient: this.transactions.pool,
      storeType: 'pool',
      tableName: 'attempts',
      tableCreated: true,
      keyPrefix: what,
      points,
      duration,
    });
    this.#limiters.set(what, limiter);
    return limiter;
  }
}

const unlimited = 1_000_000_000;

const secondsLeft = ({ msBeforeNext }: RateLimiterRes): number => Math.max(1, Math.ceil(msBeforeNext / 1000));

const tooMany = (counted: RateLimiterRes): ClubError =>
  new ClubError('too-many-requests', { retryAfterSeconds: secondsLeft(counted) });

const hash = (key: string): string => createHash('sha256').update(key).digest('base64url').slice(0, 32);
