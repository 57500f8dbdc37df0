import type { WritingState } from '@regulars/contracts';
import type { Belonging } from '@regulars/loyalty';
import type { WritingKind } from '../posts/index.ts';

/** What a decision changed, as it was before. */
export interface DecidedTexts {
  /** The text that was judged, then those with the same link. */
  readonly texts: readonly {
    readonly kind: WritingKind;
    readonly id: string;
    readonly state: WritingState;
  }[];
  /** What the author was not allowed to do; null if the decision took nothing from the author. */
  readonly author: {
    readonly silencedUntil: string | null;
    readonly banned: boolean;
    /** How the author belonged to the community, if the decision counts only there. */
    readonly membership?: Belonging;
  } | null;
}
