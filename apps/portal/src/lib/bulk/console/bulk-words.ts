import type { BulkKind, MemberBulk } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { signed } from '#lib/ui/format.ts';

export const bulkNames: Record<BulkKind, () => string> = {
  points: m.bulk_points,
  coupon: m.bulk_coupon,
  reward: m.bulk_reward,
  'add-tag': m.bulk_add_tag,
  'remove-tag': m.bulk_remove_tag,
  invite: m.bulk_invite,
};
export const bulkKinds = Object.keys(bulkNames) as BulkKind[];

export const bulkStateNames: Record<MemberBulk['state'], () => string> = {
  waiting: m.bulk_list_waiting,
  running: m.bulk_list_running,
  done: m.bulk_state_done,
  refused: m.bulk_list_declined,
  withdrawn: m.bulk_list_withdrawn,
};
export const bulkStates = Object.keys(bulkStateNames) as MemberBulk['state'][];

/** What it does, with the points for each member. */
export const bulkTitle = ({
  kind,
  points,
  undoes,
  dryRun,
}: Pick<MemberBulk, 'kind' | 'points' | 'undoes' | 'dryRun'>): string => {
  const name = bulkNames[kind]();
  const what = points === null ? name : m.bulk_list_points({ what: name, points: signed(points) });
  if (dryRun) return m.bulk_trying({ what });
  return undoes ? m.bulk_undoing({ what }) : what;
};
