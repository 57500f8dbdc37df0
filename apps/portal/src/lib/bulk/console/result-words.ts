import type { BulkResult } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { problemText } from '#lib/shell/problem.ts';
import { count } from '#lib/ui/format.ts';

const resultNames: Record<BulkResult['state'], () => string> = {
  changed: m.bulk_result_changed,
  refused: m.bulk_result_refused,
  approval: m.bulk_result_approval,
  waiting: m.bulk_result_waiting,
};
export const resultStates = Object.keys(resultNames) as BulkResult['state'][];

/** What became of a member, or what would in a dry run. */
export const resultName = (state: BulkResult['state'], dryRun: boolean): string =>
  dryRun && state === 'changed' ? m.bulk_try_result() : resultNames[state]();

/** Why a member was not changed, the points that could not be taken back, and a code that a checkout may still use. */
export const resultReason = ({ state, code, missing }: BulkResult): string =>
  [
    ...(code === null ? [] : [state === 'changed' ? m.bulk_result_held() : problemText(code)]),
    ...(missing > 0 ? [m.bulk_result_missing({ points: count(missing) })] : []),
  ].join(' ');
