import type { Instant } from '../../clock.ts';
import type { EarningPurchase } from '../../earning/purchase.ts';
import type { ChallengeKind, Counted, TermsFault } from './kind.ts';
import { stampCard, type StampCard } from './stamp-card.ts';

export type { NotCounted } from './kind.ts';

/** What counts towards a challenge, by kind. */
export type ChallengeTerms = StampCard;

const kinds: { readonly [Kind in ChallengeTerms['kind']]: ChallengeKind<ChallengeTerms> } = {
  'stamp-card': stampCard,
};

export const checkTerms = (terms: ChallengeTerms): TermsFault[] => kinds[terms.kind].check(terms);

/**
 * What a purchase counts, in the club's zone.
 * @param counted times of other purchases of the member that count, at least those of the same local day
 */
export const countOf = (
  terms: ChallengeTerms,
  purchase: EarningPurchase,
  zone: string,
  counted: readonly Instant[] = [],
): Counted => kinds[terms.kind].count(terms, purchase, zone, counted);
