import { pointsIn, type Language, type Sentence } from '../../words.ts';
import type { CelebrationName, OccasionKind, ProfileField } from './kind.ts';

/** Points for each member once a year. */
export interface CelebrationPoints<K extends CelebrationName> {
  readonly kind: K;
  readonly points: number;
}

/** Names no date: what the club knows of a person stays out of the books. */
export interface CelebrationReason<K extends CelebrationName> {
  readonly kind: K;
  readonly points: number;
}

type Kind<K extends CelebrationName> = OccasionKind<CelebrationPoints<K>, CelebrationReason<K>>;

const celebration = <K extends CelebrationName>(
  kind: K,
  filled: readonly ProfileField[],
  explain: Kind<K>['explain'],
): Kind<K> => ({
  kind,
  context: 'occasion',
  asks: () => ({ filled, attributes: [] }),
  check: () => [],
  concerns: (effect, occasion) => occasion.kind === effect.kind,
  grant: ({ points }) => ({ points, reason: { kind, points } }),
  fixed: ({ points }) => points,
  explain,
});

const pointsFor = (what: Readonly<Record<Language, string>>): Sentence<{ readonly points: number }> => ({
  en: ({ points }) => `${pointsIn('en', points)} ${what.en}`,
  de: ({ points }) => `${pointsIn('de', points)} ${what.de}`,
  cs: ({ points }) => `${pointsIn('cs', points)} ${what.cs}`,
});

export const birthday = celebration('birthday', ['birthday'], {
  birthday: pointsFor({ en: 'for your birthday', de: 'zum Geburtstag', cs: 'k narozeninám' }),
});

export const anniversary = celebration('anniversary', [], {
  anniversary: pointsFor({
    en: 'for another year in the club',
    de: 'für ein weiteres Jahr im Club',
    cs: 'za další rok v klubu',
  }),
});
