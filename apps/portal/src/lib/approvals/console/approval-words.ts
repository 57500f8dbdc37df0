import type { Approval } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { count, signed } from '#lib/ui/format.ts';

/** Labels of approval states. */
export const approvalStateNames: Record<Approval['state'], () => string> = {
  waiting: m.approvals_state_waiting,
  approved: m.approvals_state_approved,
  refused: m.approvals_state_refused,
  withdrawn: m.approvals_state_withdrawn,
};

type Asked = Approval['action'];
type Words = { [Kind in Asked['kind']]: (action: Extract<Asked, { kind: Kind }>) => string };

const words: Words = {
  'points-adjustment': ({ points, memberName }) =>
    m.approvals_action_points({
      points: signed(points),
      member: memberName || m.closing_console_erased_name(),
    }),
  'bulk-adjustment': ({ points, members }) =>
    m.approvals_action_bulk({ points: signed(points), members: count(members) }),
  'approval-limits': ({ before, after }) =>
    after.points === null
      ? m.approvals_action_limit_off({ before: count(before.points ?? 0) })
      : m.approvals_action_limit({ before: count(before.points ?? 0), after: count(after.points) }),
};

/** The request in one line. */
export const requestText = <Kind extends Asked['kind']>(action: Extract<Asked, { kind: Kind }>): string =>
  (words[action.kind as Kind] as (each: typeof action) => string)(action);
