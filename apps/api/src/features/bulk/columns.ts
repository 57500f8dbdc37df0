import type { BulkAction, ProblemCode } from '@regulars/contracts';
import type { AccountActor } from '../../platform/actor.ts';
import type { ResolvedCard } from '../cards/index.ts';
import type { StoredActor } from '../../platform/stored-actor.ts';

/** What takes back what another bulk change gave. Members read the reason of points. */
export interface UndoAction {
  readonly undo: true;
  readonly reason: string;
}

/** What became of the members of a bulk change. */
export interface BulkCounts {
  readonly changed: number;
  readonly approvals: number;
  readonly refused: number;
  /** Points that could not be taken back. */
  readonly missing: number;
  /** Members who got something that can be taken back. */
  readonly given: number;
}

/** Why members were refused, the most frequent reason first. */
type Reasons = readonly { readonly code: ProblemCode | null; readonly members: number }[];

/** What columns hold beyond what PostgreSQL knows: shapes of JSON, words of texts, what is never null. */
export type Columns = {
  'member_bulks.action': BulkAction | UndoAction;
  'member_bulks.actor': StoredActor;
  'member_bulks.approved_by': AccountActor;
  'member_bulk_items.problem': ProblemCode;
  'bulk-resolve-listed:line': number;
  'bulk-resolve-listed:member_id': string;
  'bulk-resolve-listed:card_status': ResolvedCard['cardStatus'];
  'bulk-find-own:counts': BulkCounts;
  'bulk-list:counts': BulkCounts;
  'bulk-find-own:reasons': Reasons | null;
  'bulk-list:reasons': Reasons | null;
};
