import type { Approval } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { count, money, signed } from '#lib/ui/format.ts';

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
  'rule-publication': ({ ruleName: rule, share, endsTrial, cost, currency }) => {
    const known = cost === null ? null : { rule, cost: money(cost, currency) };
    if (endsTrial)
      return known
        ? m.approvals_action_rule_trial_all(known)
        : m.approvals_action_rule_trial_all_unknown({ rule });
    if (share !== null)
      return known
        ? m.approvals_action_rule_trial({ ...known, share })
        : m.approvals_action_rule_trial_unknown({ rule, share });
    return known ? m.approvals_action_rule(known) : m.approvals_action_rule_unknown({ rule });
  },
  'approval-limits': ({ before, after, currency }) =>
    [
      ...stepText(before.points, after.points, count, {
        off: m.approvals_action_limit_off,
        set: m.approvals_action_limit_set,
        to: m.approvals_action_limit,
      }),
      ...stepText(before.cost, after.cost, (cost) => money(cost, currency), {
        off: m.approvals_action_cost_limit_off,
        set: m.approvals_action_cost_limit_set,
        to: m.approvals_action_cost_limit,
      }),
    ].join(', '),
};

interface StepTexts {
  off: (inputs: { before: string }) => string;
  set: (inputs: { after: string }) => string;
  to: (inputs: { before: string; after: string }) => string;
}

/** Nothing if the limit stays. */
function stepText(
  before: number | null,
  after: number | null,
  said: (limit: number) => string,
  { off, set, to }: StepTexts,
): string[] {
  if (before === after) return [];
  if (before === null) return after === null ? [] : [set({ after: said(after) })];
  return [after === null ? off({ before: said(before) }) : to({ before: said(before), after: said(after) })];
}

/** The request in one line. */
export const requestText = <Kind extends Asked['kind']>(action: Extract<Asked, { kind: Kind }>): string =>
  (words[action.kind as Kind] as (each: typeof action) => string)(action);
