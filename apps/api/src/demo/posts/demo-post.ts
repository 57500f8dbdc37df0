import type { Drawing } from './drawings.ts';

/** What members of a demo community wrote. Authors are places in the list of its members. */
export interface DemoPost {
  readonly by: number;
  readonly daysAgo: number;
  readonly title?: string;
  readonly text: string;
  /** Keys of the club's list. */
  readonly interests?: readonly string[];
  readonly isQuestion?: true;
  readonly hearts: number;
  readonly picture?: readonly [drawing: Drawing, text: string];
  readonly poll?: {
    readonly options: readonly string[];
    /** How many chose each option. */
    readonly votes: readonly number[];
    /** Until it ends, or since it has ended; null for no end. */
    readonly daysLeft: number | null;
  };
  readonly comments: readonly (readonly [by: number, text: string])[];
  /** The place of the comment that answers the question. */
  readonly answer?: number;
}
