/** Leaders look after a community; the other levels are counted. */
export type TrustLevel = 'new' | 'basic' | 'regular' | 'leader';

/** Points and purchases are not here: trust cannot be bought. */
export interface TrustThreshold {
  /** Days since the first community. */
  readonly days: number;
  /** Posts of others that the member has read. */
  readonly read: number;
  /** Posts and comments that are shown. */
  readonly written: number;
  /** Reactions of others. */
  readonly reactions: number;
}

export interface TrustThresholds {
  readonly basic: TrustThreshold;
  readonly regular: TrustThreshold;
  /** So many days after a decision against a member, the member is not regular. */
  readonly quietDays: number;
}

export interface TrustFigures extends TrustThreshold {
  /** Days since the last decision against the member; null if there is none. */
  readonly sinceDecision: number | null;
  /** Moderates or owns a community. */
  readonly leads: boolean;
  /** The level that a manager set, as long as it counts. */
  readonly byHand: TrustLevel | null;
}

export interface Trust {
  readonly level: TrustLevel;
  readonly from: 'leads' | 'by-hand' | 'counted';
  /** What the next level asks for; null if there is none to reach. */
  readonly next: { readonly level: TrustLevel; readonly needs: TrustThreshold } | null;
}

/** Counted from today's figures each time, so that it falls again when they fall. */
export const trustOf = (figures: TrustFigures, thresholds: TrustThresholds): Trust => {
  if (figures.byHand !== null) return { level: figures.byHand, from: 'by-hand', next: null };
  if (figures.leads) return { level: 'leader', from: 'leads', next: null };
  const isQuiet = figures.sinceDecision === null || figures.sinceDecision >= thresholds.quietDays;
  if (!reaches(figures, thresholds.basic))
    return { level: 'new', from: 'counted', next: { level: 'basic', needs: thresholds.basic } };
  if (!isQuiet || !reaches(figures, thresholds.regular))
    return { level: 'basic', from: 'counted', next: { level: 'regular', needs: thresholds.regular } };
  return { level: 'regular', from: 'counted', next: null };
};

const reaches = (figures: TrustThreshold, needs: TrustThreshold): boolean =>
  figures.days >= needs.days &&
  figures.read >= needs.read &&
  figures.written >= needs.written &&
  figures.reactions >= needs.reactions;

/** Whether the reports of a member with this level hide a post. */
export const isTrusted = (level: TrustLevel): boolean => level === 'regular' || level === 'leader';
