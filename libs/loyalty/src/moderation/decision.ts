import { dayMs } from '../clock.ts';

export type AuthorMeasure = 'none' | 'warn' | 'silence' | 'ban';

/** What a decision takes from the author in all communities. */
export interface Consequence {
  readonly silencedDays: number | null;
  readonly banned: boolean;
}

/**
 * A warning silences if another one counts.
 * @param days of `silence`
 * @param warnings that count: of the last year, not undone, no appeal granted
 */
export const consequenceOf = (
  measure: AuthorMeasure,
  {
    days,
    warnings,
    silenceDays,
  }: { readonly days: number; readonly warnings: number; readonly silenceDays: number },
): Consequence => {
  switch (measure) {
    case 'none':
      return { silencedDays: null, banned: false };
    case 'warn':
      return { silencedDays: warnings > 0 ? silenceDays : null, banned: false };
    case 'silence':
      return { silencedDays: days, banned: false };
    case 'ban':
      return { silencedDays: null, banned: true };
  }
};

export interface DecisionThen {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly isUndone: boolean;
  /** Whether it took something: a text, or something from its author. */
  readonly restricts: boolean;
  readonly isAppealed: boolean;
}

/** Until when its author can appeal, in milliseconds since 1970; null if not, or no longer. */
export const appealUntil = (decision: DecisionThen, days: number, now: number): number | null => {
  const { at, isUndone, restricts, isAppealed } = decision;
  const until = at + days * dayMs;
  return restricts && !isUndone && !isAppealed && until > now ? until : null;
};

/** For a day, as long as its author has not appealed. */
export const isUndoable = ({ at, isUndone, isAppealed }: DecisionThen, now: number): boolean =>
  !isUndone && !isAppealed && at + dayMs > now;

/** Someone else answers an appeal, where there is someone else. */
export const mayAnswerAppeal = ({
  deciderId,
  answererId,
  deciders,
}: {
  readonly deciderId: string | null;
  readonly answererId: string | null;
  /** People who can decide. */
  readonly deciders: number;
}): boolean => deciderId === null || deciderId !== answererId || deciders <= 1;
