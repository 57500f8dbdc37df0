import { dayMs, type Instant } from '@regulars/loyalty';

/**
 * What this process did within the last day. For work of a job that may be repeated, but changes nothing so soon. A
 * restart forgets it, and the work is done once more.
 */
export class OnceADay {
  readonly #done = new Map<string, Instant>();

  isDone(what: string, now: Instant): boolean {
    const at = this.#done.get(what);
    return at !== undefined && at <= now && now < at + dayMs;
  }

  note(what: string, now: Instant): void {
    for (const each of this.#done.keys()) if (!this.isDone(each, now)) this.#done.delete(each);
    this.#done.set(what, now);
  }
}
