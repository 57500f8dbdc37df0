import type { Instant } from '../clock.ts';
import { shuffled } from '../surveys/order.ts';

export interface ProductTestTerms {
  readonly allotment: 'first-come' | 'lot';
  /** Exclusive. */
  readonly applyUntil: Instant;
  readonly isDrawn: boolean;
  readonly isEnded: boolean;
}

/** What people read of a product test. */
export const productTestState = (
  { applyUntil, isDrawn, isEnded }: ProductTestTerms,
  now: Instant,
): 'open' | 'closed' | 'drawn' | 'ended' => {
  if (isEnded) return 'ended';
  if (isDrawn) return 'drawn';
  return now < applyUntil ? 'open' : 'closed';
};

/** Whether a free sample goes to the next member now. */
export const givesSamples = ({ allotment, isDrawn, isEnded }: ProductTestTerms): boolean =>
  !isEnded && (allotment === 'first-come' || isDrawn);

/** Why no lots are drawn now; null if they are. */
export const drawRefusal = (
  { allotment, applyUntil, isDrawn, isEnded }: ProductTestTerms,
  now: Instant,
): 'nothing-to-draw' | 'already-drawn' | 'applications-open' | null => {
  if (isDrawn) return 'already-drawn';
  if (allotment === 'first-come' || isEnded) return 'nothing-to-draw';
  return now < applyUntil ? 'applications-open' : null;
};

/**
 * The order in which samples are given. It follows from the seed and the ids of the applications alone, so nothing that a
 * member has said before can move them up or down, and everyone with the stored seed gets the same order again.
 */
export const drawnOrder = (applicationIds: readonly string[], seed: string): string[] =>
  shuffled(
    applicationIds.toSorted().map((key) => ({ key })),
    seed,
  ).map(({ key }) => key);
