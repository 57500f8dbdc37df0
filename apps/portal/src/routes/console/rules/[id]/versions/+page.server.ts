import { getEarningRule, listRuleVersions } from '@regulars/contracts';
import { comparedPair } from '#lib/earning/console/compared-pair.ts';
import { shownVersions } from '#lib/earning/console/rules.server.ts';
import { conditionChoices } from '#lib/facts/shared/choices.server.ts';
import { show } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, club }, params, url }) => {
  const [rule, listed, choices] = await show(
    Promise.all([
      api.call(getEarningRule, { params }),
      api.call(listRuleVersions, { params }),
      conditionChoices(api),
    ]),
  );
  const versions = shownVersions(listed, club?.timeZone ?? 'UTC');
  const numbers = versions.map(({ version }) => version);
  const pair = comparedPair(numbers, rule.liveVersion, url.searchParams);
  const [before, after] = [pair?.before, pair?.after].map((wanted) =>
    versions.find(({ version }) => version === wanted),
  );
  return {
    rule: { id: rule.id, name: rule.name, state: rule.state, liveVersion: rule.liveVersion },
    numbers,
    pair: before && after ? { before, after } : null,
    names: {
      locations: choices.locations,
      tiers: choices.tiers,
      productSets: choices.productSets,
      segments: choices.segments,
      rateTables: choices.rateTables,
      badges: choices.badges,
      eventTypes: choices.eventTypes,
    },
  };
};
