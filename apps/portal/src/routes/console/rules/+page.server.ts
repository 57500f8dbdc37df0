import { listEarningRules } from '@regulars/contracts';
import { localContent } from '#lib/earning/console/rules.server.ts';
import { conditionChoices } from '#lib/facts/shared/choices.server.ts';
import { show } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, club }, url }) => {
  const zone = club?.timeZone ?? 'UTC';
  const cursor = url.searchParams.get('cursor') ?? undefined;
  const [rules, choices] = await show(
    Promise.all([
      api.call(listEarningRules, { query: { limit: 50, ...(cursor ? { cursor } : {}) } }),
      conditionChoices(api),
    ]),
  );
  return {
    next: rules.cursor.next,
    rules: rules.data.map((rule) => ({ ...rule, content: localContent(rule, zone) })),
    names: { locations: choices.locations, tiers: choices.tiers },
  };
};
