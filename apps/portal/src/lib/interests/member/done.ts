import type { interestWords } from '@regulars/contracts/endpoints';
import { m } from '#lib/paraglide/messages.js';

type Word = (typeof interestWords)[number];

/** What a member has just done, with what was before. */
export interface DoneInterest {
  readonly did: Word | 'removed';
  readonly key: string;
  readonly name: string;
  readonly before: Word;
  /** Until when what was observed did not count; empty for never. */
  readonly forgotten: string;
}

const words: Readonly<Record<DoneInterest['did'], (inputs: { name: string }) => string>> = {
  stated: m.interests_did_stated,
  none: m.interests_did_none,
  blocked: m.interests_did_blocked,
  removed: m.interests_did_removed,
};

export const doneText = ({ did, name }: DoneInterest): string => words[did]({ name });
