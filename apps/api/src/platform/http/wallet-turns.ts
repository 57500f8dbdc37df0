import { Inject, Injectable } from '@nestjs/common';
import { configToken, type Config } from '../../config.ts';
import { ClubError } from '../club-error.ts';
import { Turns } from '../turns.ts';
import type { Operation } from '@regulars/contracts';
import type { ClubRequest } from './contract.ts';
import { WalletOwners } from './wallet-owners.ts';

/**
 * Lets only some requests at once work on one member's wallet. The others wait here, without a connection: they would
 * wait for the same lock, and while a stuck session holds it they would take the whole pool with them.
 */
@Injectable()
export class WalletTurns {
  readonly #turns: Turns;

  constructor(
    @Inject(configToken) { DATABASE_POOL }: Config,
    private readonly owners: WalletOwners,
  ) {
    // A member may be named in four ways: even then something is left for others.
    const most = Math.max(1, Math.floor(DATABASE_POOL / 5));
    const exhausted = (): Error => new ClubError('database-away', { retryAfterSeconds: 2 });
    this.#turns = new Turns(most, { milliseconds: 5000, exhausted });
  }

  /** Throws `database-away` for whom it takes too long. */
  async take<Result>(
    endpoint: Operation,
    request: ClubRequest,
    work: () => Promise<Result>,
  ): Promise<Result> {
    const line = endpoint.method === 'GET' ? null : await this.owners.lineOf(endpoint, request);
    return line === null ? work() : this.#turns.take(line, work);
  }
}
