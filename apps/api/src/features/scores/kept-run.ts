import type { ScoreSettings } from '@regulars/contracts';

/** What a run was asked for. */
export type KeptSettings = ScoreSettings;

export interface Tenth {
  readonly members: number;
  readonly value: number;
}
