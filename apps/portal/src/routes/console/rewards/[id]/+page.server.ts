import {
  getPartnerCodes,
  getReward,
  listPartnerCodeFiles,
  listTiers,
  rewardState,
  updateReward,
  type Reward,
} from '@regulars/contracts';
import { sellingCurrencies } from '#lib/club/shared/all-locations.server.ts';
import { localEndOf, localOf } from '#lib/server/local-time.server.ts';
import { audienceCount, countAudience, countForm } from '#lib/facts/shared/audience/audience-count.server.ts';
import { memberChoices } from '#lib/facts/shared/choices.server.ts';
import { rewardBody } from '#lib/rewards/console/reward-body.server.ts';
import { show, type Api } from '#lib/server/api.ts';
import { asNumber, oneOf } from '#lib/server/fields.ts';
import { faultless, form, openForm, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, club }, params }) => {
  const [reward, tiers, currencies] = await show(
    Promise.all([api.call(getReward, { params }), api.call(listTiers), sellingCurrencies(api)]),
  );
  const [count, choices] = await show(Promise.all([audienceCount(api, reward.audience), memberChoices(api)]));
  const zone = club?.timeZone ?? 'UTC';
  const { event } = reward;
  return {
    reward,
    pool: await show(poolOf(api, reward)),
    currencies,
    count,
    choices,
    tiers: tiers.data.map(({ id, name }) => ({ id, name })),
    local: {
      from: localOf(reward.validFrom, zone),
      until: localEndOf(reward.validUntil, zone),
      eventFrom: localOf(event && event.startsAt, zone),
      // As typed: the field takes a moment.
      eventUntil: localOf(event && new Date(event.endsAt).toISOString(), zone),
    },
  };
};

/** Null for kinds without codes. */
const poolOf = async (api: Api, { id, kind }: Reward) => {
  if (kind !== 'partner-code') return null;
  const params = { id };
  const [codes, files] = await Promise.all([
    api.call(getPartnerCodes, { params }),
    api.call(listPartnerCodeFiles, { params, query: { limit: 20 } }),
  ]);
  return { codes, files: files.data };
};

// With a field for each language.
const save = openForm('save');
const state = form('state', { version: asNumber, state: oneOf(rewardState.options, 'paused') });

export const actions: Actions = {
  save: (event) =>
    submit(event, save, (values) => {
      const { api, club } = event.locals;
      const body = faultless(rewardBody(values, club?.timeZone ?? 'UTC'));
      return api.call(updateReward, { params: event.params, body, version: Number(values.version) });
    }),
  count: (event) => submit(event, countForm, (sent) => countAudience(event.locals.api, sent)),
  state: (event) =>
    submit(event, state, ({ version, ...body }) =>
      event.locals.api.call(updateReward, { params: event.params, body, version }),
    ),
};
