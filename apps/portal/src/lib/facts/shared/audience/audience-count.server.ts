import type { Condition } from '@regulars/conditions';
import { countOfferAudience } from '@regulars/contracts';
import { ApiProblem, type Api } from '#lib/server/api.ts';
import { anyText } from '#lib/server/fields.ts';
import { form } from '#lib/server/submit.ts';
import { jsonOf } from '#lib/shell/form/json-of.ts';
import type { AudienceCount } from './audience-count.ts';

/** How many members fulfil the condition now; null for managers of single locations, who may not count the club. */
export async function audienceCount(api: Api, audience: Condition | null): Promise<AudienceCount | null> {
  try {
    return await api.call(countOfferAudience, { body: { audience } });
  } catch (refusal) {
    if (refusal instanceof ApiProblem && refusal.status === 403) return null;
    throw refusal;
  }
}

export const countForm = form('count', { audience: anyText });

export const countAudience = (api: Api, { audience }: { audience: string }): Promise<AudienceCount> =>
  api.call(countOfferAudience, { body: { audience: jsonOf<Condition>(audience) } });
