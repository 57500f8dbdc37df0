import { cancelBackTest, getBackTest } from '@regulars/contracts';
import { localContent } from '#lib/earning/console/rules.server.ts';
import { conditionChoices } from '#lib/facts/shared/choices.server.ts';
import { show } from '#lib/server/api.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, club }, params }) => {
  const [backTest, { locations, tiers, productSets, rateTables, badges, eventTypes, segments }] = await show(
    Promise.all([api.call(getBackTest, { params }), conditionChoices(api)]),
  );
  const content = localContent(backTest.rule, club?.timeZone ?? 'UTC');
  const names = { locations, tiers, productSets, rateTables, badges, eventTypes, segments };
  return { backTest, content, names };
};

const cancel = form('cancel', {});

export const actions: Actions = {
  cancel: (event) =>
    submit(event, cancel, () => event.locals.api.call(cancelBackTest, { params: event.params })),
};
