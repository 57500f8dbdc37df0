import type { ScoreSettings } from '@regulars/contracts';
import type { OwnScore } from '@regulars/loyalty';

/** What a run was asked for. Those of earlier versions of this software know no scores of the club's own. */
export type StoredSettings = Omit<ScoreSettings, 'scores'> & Partial<Pick<ScoreSettings, 'scores'>>;

export const keptSettings = (stored: StoredSettings): ScoreSettings => ({ scores: [], ...stored });

/** A member's scores of the club's own, by key. */
export type ToldOwn = Readonly<Record<string, OwnScore>>;

export interface Tenth {
  readonly members: number;
  readonly value: number;
}
