import type { ImportOptions } from '@regulars/contracts';
import type { Item, Outcome } from './import.ts';
import type { MemberDraft } from './member-draft.ts';
import type { Match } from './member-matches.ts';
import { RefusedLine, type Refusal } from './refusals.ts';

/** What the import does with someone whose e-mail another person has: a match, or null if a person decides. */
export const matchWithEmail = (
  match: Match,
  line: number,
  how: ImportOptions['sharedEmail'],
): Match | null => {
  const { shared, draft } = match;
  if (!shared) return match;
  if (how === 'skip') throw new RefusedLine(line, refusalOf(draft));
  if (how === 'second') {
    const remarks = [...match.remarks, { line, refusal: refusalOf(draft) }];
    return { ...match, shared: undefined, draft: withoutEmail(draft), remarks };
  }
  // Someone who joins by this import is not there yet.
  return how === 'same' && shared.holder ? { ...match, shared: undefined, member: shared.holder } : null;
};

/** Waits for a decision. */
export const waitingPerson = ({ item }: Item, { shared, draft }: Match): Outcome => ({
  item,
  state: 'conflict',
  ...(shared ? { subjectId: shared.holderId } : {}),
  changes: { shared: draft },
});

export const withoutEmail = ({ email: _, ...draft }: MemberDraft): MemberDraft => draft;

export const refusalOf = ({ email = '' }: MemberDraft): Refusal => ({
  code: 'already-taken',
  reason: 'shared-email',
  field: 'email',
  params: { value: email },
});
