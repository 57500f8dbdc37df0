import type { MergedPeopleBefore } from '../members/index.ts';

/** What both were before, as it is kept for the way back. */
export interface KeptPeople extends MergedPeopleBefore {
  /** The survivor's earned tier. */
  readonly tierBefore: string | null;
}
