import { endRuleTrial, getRuleTrial, listApprovals, type RuleTrial } from '@regulars/contracts';
import { ApiProblem, type Api } from '#lib/server/api.ts';
import { anyText } from '#lib/server/fields.ts';
import { form } from '#lib/server/submit.ts';

/** What the newest trial of a rule changed; null if none has begun. */
export async function trialReport(api: Api, id: string): Promise<RuleTrial | null> {
  try {
    return await api.call(getRuleTrial, { params: { id } });
  } catch (refusal) {
    if (refusal instanceof ApiProblem && refusal.code === 'not-found') return null;
    throw refusal;
  }
}

/** Whether a change of the rule waits for a second person. */
export async function waitsForApproval(api: Api, id: string): Promise<boolean> {
  const { data } = await api.call(listApprovals, { query: { state: 'waiting', limit: 100 } });
  return data.some(({ action }) => 'ruleId' in action && action.ruleId === id);
}

export const endTrialForm = form('end', { whom: anyText });

export const endTrial = (api: Api, params: { id: string }, { whom }: { whom: string }) =>
  api.call(endRuleTrial, { params, body: { for: whom === 'all' ? 'all' : 'nobody' } });
