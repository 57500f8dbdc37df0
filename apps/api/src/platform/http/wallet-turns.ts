import { Inject, Injectable } from '@nestjs/common';
import { configToken, type Config } from '../../config.ts';
import { ClubError } from '../club-error.ts';
import { Turns } from '../turns.ts';
import type { Operation } from '@regulars/contracts';
import type { ClubRequest } from './contract.ts';
import { WalletOwners } from './wallet-owners.ts';

/**
 * Limits how many requests work on one member's wallet at once. The others wait here without a connection. They
 * would wait for the same lock anyway, and with a stuck session they would take the whole pool.
 */
@Injectable()
export class WalletTurns {
  readonly #turns: Turns;

  constructor(
    @Inject(configToken) { DATABASE_POOL }: Config,
    private readonly owners: WalletOwners,
  ) {
    // A member can be named in four ways. Even then some connections remain for others.
    const most = Math.max(1, Math.floor(DATABASE_POOL / 5));
    const exhausted = (): Error => new ClubError('database-away', { retryAfterSeconds: 2 });
    this.#turns = new Turns(most, { milliseconds: 5000, exhausted });
  }

  /** Throws `database-away` if it takes too long. */
  async take<Result>(
    endpoint: Operation,
    request: ClubRequest,
    work: () => Promise<Result>,
  ): Promise<Result> {
    const line = endpoint.method === 'GET' ? null : await this.owners.lineOf(endpoint, request);
    return line === null ? work() : this.#turns.take(line, work);
  }
}
