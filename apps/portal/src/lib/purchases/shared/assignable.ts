import type { Purchase } from '@regulars/contracts';
import { assignmentRefusal } from '@regulars/loyalty';
import { leftOf } from './returned-lines.ts';

type Assigned = Pick<Purchase, 'member' | 'purchasedAt' | 'lines' | 'returns'>;

/** Whether it can be given to a member: not too old, and something of it was not returned or undone. */
export function isAssignable(
  { member, purchasedAt, lines, returns }: Assigned,
  at: { readonly now: number; readonly zone: string },
): boolean {
  const claimable = { hasMember: member !== null, purchasedAt: Date.parse(purchasedAt) };
  if (assignmentRefusal(claimable, at) !== null) return false;
  return returns.every(({ reversed }) => reversed !== null) || lines.some((line) => leftOf(line) > 0);
}
