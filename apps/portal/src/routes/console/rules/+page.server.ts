import { redirect } from '@sveltejs/kit';
import { listEarningRules, ruleState } from '@regulars/contracts';
import { duplicateForm, duplicateRule } from '#lib/earning/console/duplicate.server.ts';
import { localContent } from '#lib/earning/console/rules.server.ts';
import { conditionChoices } from '#lib/facts/shared/choices.server.ts';
import { show } from '#lib/server/api.ts';
import { submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, club, session }, url }) => {
  const zone = club?.timeZone ?? 'UTC';
  const cursor = url.searchParams.get('cursor') ?? undefined;
  const state = ruleState.options.find((each) => each === url.searchParams.get('state'));
  const [rules, choices] = await show(
    Promise.all([
      api.call(listEarningRules, {
        query: { limit: 50, ...(state ? { state } : {}), ...(cursor ? { cursor } : {}) },
      }),
      conditionChoices(api),
    ]),
  );
  return {
    next: rules.cursor.next,
    unreadable: rules.unreadable,
    // A report covers all locations.
    mayCompare: session?.locationIds.length === 0,
    rules: rules.data.map((rule) => ({ ...rule, content: localContent(rule, zone) })),
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

export const actions: Actions = {
  duplicate: (event) =>
    submit(event, duplicateForm, async ({ id }) => {
      redirect(303, `/console/rules/${await duplicateRule(event.locals.api, id ?? '')}`);
    }),
};
