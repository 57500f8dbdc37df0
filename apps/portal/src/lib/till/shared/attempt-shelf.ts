import type { Attempt } from './attempt.ts';

/** As stored. */
export interface KeptAttempt {
  readonly attempt: Attempt;
  /** The tab that created it. */
  readonly tab: string;
  readonly sentAt: number;
  /** The tab has stopped waiting. */
  readonly unanswered: boolean;
}

const prefix = 'till-attempt:';
const tabShelf = 'till-tab';

/**
 * Attempts with unknown outcome, for all tabs of this device. Each has its own name, so that two tabs never
 * overwrite each other. They survive a reload, a crash and the end of a session.
 */
export class AttemptShelf {
  keep(attempt: Attempt, unanswered: boolean): void {
    const kept: KeptAttempt = { attempt, tab: this.tab, sentAt: Date.now(), unanswered };
    localStorage.setItem(prefix + attempt.key, JSON.stringify(kept));
  }

  drop(key: string): void {
    localStorage.removeItem(prefix + key);
  }

  find(key: string): Attempt | null {
    const text = localStorage.getItem(prefix + key);
    // Written by this page only.
    return text === null ? null : (JSON.parse(text) as KeptAttempt).attempt;
  }

  /** Oldest first. */
  all(): KeptAttempt[] {
    return Object.keys(localStorage)
      .filter((name) => name.startsWith(prefix))
      .map((name) => localStorage.getItem(name))
      .flatMap((text) => (text === null ? [] : [JSON.parse(text) as KeptAttempt]))
      .toSorted((one, other) => one.attempt.at.localeCompare(other.attempt.at));
  }

  /** This tab; the same after a reload. */
  get tab(): string {
    const known = sessionStorage.getItem(tabShelf);
    if (known !== null) return known;
    const made = String(Math.random());
    sessionStorage.setItem(tabShelf, made);
    return made;
  }
}
