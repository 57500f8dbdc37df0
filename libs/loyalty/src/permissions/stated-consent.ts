import type { Instant } from '../clock.ts';

/** What a member said about a consent. */
export interface Said {
  readonly at: Instant;
  readonly granted: boolean;
}

/** What someone else says that the member said. */
export interface Stated {
  /** Null if nobody knows. */
  readonly at: Instant | null;
  readonly granted: boolean;
}

export interface StatedVerdict {
  /** When it counts from; null if it is not stored. */
  readonly storedAt: Instant | null;
  /** Why it does not decide what counts now, if that is something else. */
  readonly left: 'older' | 'undated' | null;
}

const known: StatedVerdict = { storedAt: null, left: null };

/**
 * A statement from elsewhere about a consent, among all that is known. The later one counts, and the stricter one of the
 * same moment. Without a moment it counts only where nothing is known: it may be older than anything. What is older than
 * the last word is stored too, as proof.
 */
export const judgeStated = (said: readonly Said[], { at, granted }: Stated, now: Instant): StatedVerdict => {
  const [first, ...others] = said;
  if (!first) return { storedAt: at ?? now, left: null };
  const last = others.reduce((latest, each) => (each.at > latest.at ? each : latest), first);
  const differs = last.granted !== granted;
  if (at === null) return differs ? { storedAt: null, left: 'undated' } : known;
  const stricter = { at: at + 1, granted: false };
  const isKnown = (one: Said): boolean =>
    said.some((each) => each.at === one.at && each.granted === one.granted);
  const isContradicted = said.some((each) => each.at === at && each.granted !== granted);
  const left = differs && last.at >= at && (granted || last.at > stricter.at) ? 'older' : null;
  if (isKnown({ at, granted }) || (isContradicted && (granted || isKnown(stricter))))
    return { storedAt: null, left };
  return { storedAt: isContradicted ? stricter.at : at, left };
};
