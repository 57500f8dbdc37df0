import { Inject, Injectable } from '@nestjs/common';
import { configToken, type Config } from '../../config.ts';
import { ClubError } from '../club-error.ts';
import type { AnyEndpoint, ClubRequest } from './contract.ts';

const longestWaitMs = 5000;

interface Line {
  inside: number;
  readonly waiting: Set<() => void>;
}

/**
 * Lets only some requests at once work on one member's wallet. The others wait here, without a connection: they would
 * wait for the same lock, and while a stuck session holds it they would take the whole pool with them.
 */
@Injectable()
export class WalletTurns {
  readonly #most: number;
  readonly #lines = new Map<string, Line>();

  constructor(@Inject(configToken) { DATABASE_POOL }: Config) {
    // A member may be named in four ways: even then something is left for others.
    this.#most = Math.max(1, Math.floor(DATABASE_POOL / 5));
  }

  /** Throws `database-away` for whom it takes too long. */
  async take<Result>(whose: string | null, work: () => Promise<Result>): Promise<Result> {
    if (whose === null) return work();
    const line = this.#lines.get(whose) ?? { inside: 0, waiting: new Set() };
    this.#lines.set(whose, line);
    if (line.inside < this.#most) line.inside += 1;
    else await this.#wait(line);
    try {
      return await work();
    } finally {
      this.#leave(whose, line);
    }
  }

  /** Who leaves hands the place to who waits longest. */
  #leave(whose: string, line: Line): void {
    const [next] = line.waiting;
    if (next) return next();
    line.inside -= 1;
    if (line.inside === 0) this.#lines.delete(whose);
  }

  #wait({ waiting }: Line): Promise<void> {
    return new Promise((resolve, reject) => {
      const giveUp = setTimeout(() => {
        waiting.delete(enter);
        reject(new ClubError('database-away', { retryAfterSeconds: 2 }));
      }, longestWaitMs);
      const enter = (): void => {
        clearTimeout(giveUp);
        waiting.delete(enter);
        resolve();
      };
      waiting.add(enter);
    });
  }
}

/** Whose wallet a request is about, as far as it says so by itself. */
export const walletOf = (endpoint: AnyEndpoint, { input, user }: ClubRequest): string | null => {
  const body = input?.body as { member?: unknown; memberId?: string } | undefined;
  if (body?.member !== undefined) return JSON.stringify(body.member);
  const { id } = (input?.params ?? {}) as { id?: string };
  const memberId = body?.memberId ?? (endpoint.path.startsWith('/members/') ? id : undefined);
  const own = user?.kind === 'account' ? user.memberId : null;
  return memberId === undefined ? own && JSON.stringify({ id: own }) : JSON.stringify({ id: memberId });
};
