import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { configToken, type Config } from '../../config.ts';
import { ClubError } from '../club-error.ts';
import { limitHeaders, nearestLimit, type CallLimit } from './call-limit.ts';
import { noteLimit } from './call-limits.ts';
import type { ClubRequest } from './contract.ts';
import { limitKeyOf } from './origin.ts';

const seconds = 60;
/** An API key serves many tills and jobs at once. */
const timesForKeys = 100;

/**
 * How many calls a caller may make: an API key, an account, or an address. Counted in memory because it costs
 * no database call. Guessable things have their own limits.
 */
@Injectable()
export class CallerPace implements CanActivate {
  readonly #most: Record<'api-key' | 'account' | 'address', number>;
  #minute = -1;
  readonly #calls = new Map<string, number>();

  constructor(@Inject(configToken) { CALLS_PER_MINUTE: calls }: Config) {
    this.#most = { 'api-key': calls * timesForKeys, account: calls, address: calls };
  }

  /** Throws `too-many-requests`. */
  canActivate(context: ExecutionContext): boolean {
    const limit = this.count(context.switchToHttp().getRequest<ClubRequest>());
    if (limit.left < 0) throw new ClubError('too-many-requests', { retryAfterSeconds: limit.resetSeconds });
    return true;
  }

  /** One more call, noted on the request. */
  count(request: ClubRequest): CallLimit {
    const { user } = request;
    const kind = user && user.id !== null ? user.kind : 'address';
    const caller = `${kind} ${user?.id ?? limitKeyOf(request)}`;
    const now = performance.now() / 1000;
    const minute = Math.floor(now / seconds);
    if (minute !== this.#minute) this.#calls.clear();
    this.#minute = minute;
    const calls = (this.#calls.get(caller) ?? 0) + 1;
    this.#calls.set(caller, calls);
    const resetSeconds = Math.ceil((minute + 1) * seconds - now);
    const most = this.#most[kind];
    const limit = { name: 'calls', most, seconds, left: most - calls, resetSeconds };
    noteLimit(request, limit);
    return limit;
  }
}

/** Every reply shows the limit reached first, even if access was refused. */
export const tellLimits = (fastify: FastifyInstance, pace: CallerPace): void => {
  fastify.addHook('onSend', (request: ClubRequest, reply, _, done) => {
    if (!request.limits) pace.count(request);
    const limit = nearestLimit(request.limits ?? []);
    if (limit) for (const [name, value] of limitHeaders(limit)) void reply.header(name, value);
    done();
  });
};
