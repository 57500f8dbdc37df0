import { createTier, getTierFigures, listTiers, updateTier, type TierFigures } from '@regulars/contracts';
import { tierBody } from '#lib/tiers/console/tier-body.server.ts';
import { ApiProblem, show, type Api } from '#lib/server/api.ts';
import { rewardsByName } from '#lib/rewards/shared/rewards-by-name.server.ts';
import { faultless, openForm, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  tiers: (await show(locals.api.call(listTiers))).data,
  rewards: (await show(rewardsByName(locals.api))).map(({ id, name, tierId }) => ({ id, name, tierId })),
  ...(await show(figuresFor(locals.api))),
  qualifying: {
    period: locals.club?.points.qualifyingPeriod ?? ('calendar-year' as const),
    length: locals.club?.points.qualifyingLength ?? 0,
  },
});

interface Figures {
  readonly figures: TierFigures | null;
  /** The members should be counted here, but could not be. */
  readonly uncounted: boolean;
}

/** The page works without them. Staff bound to locations may not count the members of the whole club. */
const figuresFor = async (api: Api): Promise<Figures> => {
  try {
    return { figures: await api.call(getTierFigures), uncounted: false };
  } catch (refusal) {
    if (!(refusal instanceof ApiProblem) || refusal.status === 401) throw refusal;
    return { figures: null, uncounted: refusal.status !== 403 };
  }
};

// With a field for each language.
const save = openForm('save');

export const actions: Actions = {
  save: (event) =>
    submit(event, save, (values) => {
      const { api } = event.locals;
      const { id, version } = values;
      const body = faultless(tierBody(values));
      return id
        ? api.call(updateTier, { params: { id }, body, version: Number(version) })
        : api.call(createTier, { body });
    }),
};
