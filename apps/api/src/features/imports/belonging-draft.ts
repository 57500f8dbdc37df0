import type { Belonging } from './belongings.ts';
import { consentsOf } from './consent-draft.ts';
import type { Item, Outcome, Remark } from './import.ts';
import type { MemberDraft } from './member-draft.ts';
import type { Opened } from './opening-balances.ts';
import { openingOf, type OpeningDraft } from './opening-draft.ts';

interface Read {
  readonly item: Pick<Item, 'item' | 'line'>;
  readonly draft: MemberDraft;
  readonly remarks: readonly Remark[];
}

interface Owner {
  readonly id: string;
  readonly joinedAt: Date;
  /** Joins by this import. */
  readonly isNew: boolean;
  /** Is still a member. */
  readonly mayConsent: boolean;
}

/** None if the file brings nothing for this member. */
export const belongingsOf = (
  { item: { item, line }, draft, remarks }: Read,
  { id: memberId, joinedAt, isNew, mayConsent }: Owner,
): Belonging[] => {
  const opening = unlessExpired(openingOf(draft).opening, remarks);
  const { tags, note } = draft;
  const [consent] = isNew || !mayConsent ? [] : consentsOf(draft);
  const brings = Object.keys(opening).length > 0 || tags || note !== undefined || consent;
  if (!brings) return [];
  return [
    {
      item,
      line,
      memberId,
      joinedAt,
      isNew,
      draft: opening,
      ...(tags ? { tags } : {}),
      ...(note === undefined ? {} : { note }),
      ...(consent ? { consent } : {}),
    },
  ];
};

/** Points whose day of expiry cannot be read, or is over, are left out: without it they would live on. */
export const unlessExpired = (
  { points, ...opening }: OpeningDraft,
  remarks: readonly Remark[],
): OpeningDraft =>
  points === undefined || remarks.some(({ refusal: { field } }) => field === 'pointsExpire')
    ? opening
    : { ...opening, points };

export const withRemarks = (outcome: Outcome, remarks: readonly Remark[]): Outcome =>
  remarks.length > 0 ? { ...outcome, remarks } : outcome;

/** With what became of what members bring along. */
export const withBelongings = (
  outcomes: readonly Outcome[],
  opened: ReadonlyMap<number, Opened>,
): Outcome[] =>
  outcomes.map((outcome) => {
    const found = opened.get(outcome.item);
    if (!found) return outcome;
    const { booked, points, remarks } = found;
    return {
      ...withRemarks(outcome, [...(outcome.remarks ?? []), ...remarks]),
      ...(booked ? { changes: { ...outcome.changes, booked } } : {}),
      ...(points ? { points } : {}),
    };
  });
