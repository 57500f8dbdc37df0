import { getScoreSettings } from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  scores: (await show(locals.api.call(getScoreSettings))).scores,
});
