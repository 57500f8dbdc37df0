import { localDateOf, localMonth, localWeek, type Period } from '../calendar.ts';
import type { Instant } from '../clock.ts';
import type { ChallengeTerms } from './kinds/index.ts';
import type { Anew } from './kinds/kind.ts';

const spans: { readonly [A in Anew]: (at: Instant, zone: string) => Period } = {
  week: localWeek,
  month: localMonth,
};

/** For challenges that never start again. */
const always = '';

/** The period in which a purchase of that moment counts: its first day, or '' if the challenge never starts again. */
export const challengePeriodOf = ({ anew }: ChallengeTerms, at: Instant, zone: string): string =>
  anew === undefined ? always : localDateOf(spans[anew](at, zone).from, zone).toString();

/** When the period ends and the challenge begins at nothing; null for never. Exclusive. */
export const challengePeriodEnd = ({ anew }: ChallengeTerms, at: Instant, zone: string): Instant | null =>
  anew === undefined ? null : spans[anew](at, zone).until;
