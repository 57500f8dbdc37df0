import type { Operation } from '@regulars/contracts';
import type { Actor } from '../actor.ts';

/** Lists of everything that cashiers may read too. */
const long = ['/custom-events', '/purchases'];

const isOfManagers = ({ access }: Operation): boolean =>
  typeof access === 'object' && access.roles.every((role) => role === 'manager' || role === 'admin');

/** Lists and reports: nobody at a till waits for them. What is about one member is short. */
export const isReport = (endpoint: Operation): boolean =>
  endpoint.method === 'GET' &&
  !endpoint.path.startsWith('/members/{id}') &&
  (long.includes(endpoint.path) || isOfManagers(endpoint));

/** A replica sees a change sooner. */
const unseenMs = 10_000;

/** The people who changed something within the last seconds, and want to see it in their lists. */
export class RecentChanges {
  /** In the order of the times. */
  readonly #times = new Map<string, number>();

  note(actor: Actor, now = performance.now()): void {
    const key = keyOf(actor);
    this.#times.delete(key);
    this.#times.set(key, now);
    for (const [old, at] of this.#times) {
      if (now - at < unseenMs) break;
      this.#times.delete(old);
    }
  }

  has(actor: Actor, now = performance.now()): boolean {
    return now - (this.#times.get(keyOf(actor)) ?? -Infinity) < unseenMs;
  }
}

const keyOf = ({ kind, id }: Actor): string => `${kind} ${id ?? ''}`;
