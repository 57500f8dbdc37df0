import { localDateOf, localMonth, localWeek, type Period } from '../calendar.ts';
import type { Instant } from '../clock.ts';
import type { ChallengeTerms } from './kinds/index.ts';
import type { Restarts } from './kinds/kind.ts';

const spans: { readonly [A in Restarts]: (at: Instant, zone: string) => Period } = {
  week: localWeek,
  month: localMonth,
};

/** For challenges that never start again. */
const always = '';

/** The period in which a purchase of that moment counts: its first day, or '' if the challenge never starts again. */
export const challengePeriodOf = ({ restarts }: ChallengeTerms, at: Instant, zone: string): string =>
  restarts === undefined ? always : localDateOf(spans[restarts](at, zone).from, zone).toString();

/** When the period ends and the challenge begins at nothing; null for never. Exclusive. */
export const challengePeriodEnd = (
  { restarts }: ChallengeTerms,
  at: Instant,
  zone: string,
): Instant | null => (restarts === undefined ? null : spans[restarts](at, zone).until);
