import { localDateOf, localMonth, localWeek, type Period } from '../calendar.ts';
import type { Instant } from '../clock.ts';
import type { Run } from './course.ts';
import { spanOf, type ChallengeTerms } from './kinds/index.ts';
import type { Span } from './kinds/kind.ts';

const spans: { readonly [S in Span]: (at: Instant, zone: string) => Period } = {
  week: localWeek,
  month: localMonth,
};

/** For challenges that count the whole time together. */
const always = '';

/** The period in which a purchase of that moment counts: its first day, or '' if there is only one. */
export const challengePeriodOf = (terms: ChallengeTerms, at: Instant, zone: string): string => {
  const span = spanOf(terms);
  return span === null ? always : localDateOf(spans[span](at, zone).from, zone).toString();
};

/** In which weeks or months the challenge begins at nothing; null for never. */
export const restartsOf = (terms: ChallengeTerms): Span | null =>
  'restarts' in terms ? (terms.restarts ?? null) : null;

/** When the period ends and the challenge begins at nothing; null for never. Exclusive. */
export const challengePeriodEnd = (terms: ChallengeTerms, at: Instant, zone: string): Instant | null => {
  const span = restartsOf(terms);
  return span === null ? null : spans[span](at, zone).until;
};

/** When a run of periods breaks, unless a purchase comes before: with the period, or with the next one. Exclusive. */
export const runEnd = (terms: ChallengeTerms, { isHeld }: Run, at: Instant, zone: string): Instant | null => {
  const span = spanOf(terms);
  if (span === null) return null;
  const { until } = spans[span](at, zone);
  return isHeld ? spans[span](until, zone).until : until;
};
