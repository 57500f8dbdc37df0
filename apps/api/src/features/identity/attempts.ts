import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';

/** Counts attempts that somebody could guess with. Keys are hashed: the table holds no e-mail addresses. */
@Injectable()
export class Attempts {
  readonly #limiters = new Map<string, RateLimiterPostgres>();

  constructor(private readonly transactions: Transactions) {}

  /**
   * Throws `too-many-requests` after `most` attempts with one key within `seconds`. Not inside a transaction: an
   * attempt counts although what it tried is rolled back.
   */
  async count(what: string, key: string, most: number, seconds: number): Promise<void> {
    this.transactions.assertNone();
    try {
      await this.#limiter(what, most, seconds).consume(hash(key), 1, { customDuration: seconds });
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      throw tooMany(refused);
    }
  }

  /** A link is tried. Throws `too-many-requests` for an address that tries more than any person gets. */
  async countLink(address: string): Promise<void> {
    await this.count('link-address', address, 100, 3600);
  }

  /** Counts one more, without a limit; the number of those within `seconds`. */
  async raise(what: string, key: string, seconds: number): Promise<number> {
    this.transactions.assertNone();
    return (await this.#limiter(what, unlimited, seconds).penalty(hash(key), 1)).consumedPoints;
  }

  /** Takes one back. */
  async lower(what: string, key: string, seconds: number): Promise<void> {
    await this.#limiter(what, unlimited, seconds).reward(hash(key), 1);
  }

  async read(what: string, key: string, seconds: number): Promise<number> {
    return (await this.#limiter(what, unlimited, seconds).get(hash(key)))?.consumedPoints ?? 0;
  }

  /** Throws `too-many-requests` where `raise` has counted `most`. */
  async assertBelow(what: string, key: string, most: number, seconds: number): Promise<void> {
    const counted = await this.#limiter(what, unlimited, seconds).get(hash(key));
    if (counted && counted.consumedPoints >= most) throw tooMany(counted);
  }

  async forget(what: string, key: string): Promise<void> {
    await this.#limiters.get(what)?.delete(hash(key));
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

const tooMany = ({ msBeforeNext }: RateLimiterRes): ClubError =>
  new ClubError('too-many-requests', { retryAfterSeconds: Math.max(1, Math.ceil(msBeforeNext / 1000)) });

const hash = (key: string): string => createHash('sha256').update(key).digest('base64url').slice(0, 32);
