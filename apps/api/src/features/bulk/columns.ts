import type { BulkAction, ProblemCode } from '@regulars/contracts';
import type { AccountActor } from '../../platform/actor.ts';
import type { StoredActor } from '../../platform/stored-actor.ts';

/** What takes back what another bulk change gave. Members read the reason of points. */
export interface UndoAction {
  readonly undo: true;
  readonly reason: string;
}

/** Why members were refused, the most frequent reason first. */
type Reasons = readonly { readonly code: ProblemCode | null; readonly members: number }[];

/** What columns hold beyond what PostgreSQL knows: shapes of JSON, words of texts, what is never null. */
export type Columns = {
  'member_bulks.action': BulkAction | UndoAction;
  'member_bulks.actor': StoredActor;
  'member_bulks.approved_by': AccountActor;
  'member_bulk_items.problem': ProblemCode;
  'bulk-find-own:reasons': Reasons | null;
  'bulk-list:reasons': Reasons | null;
};
