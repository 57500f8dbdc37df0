import { listTelephoneSurveys } from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals }) => ({
  memberId: params.id,
  asked: await show(locals.api.call(listTelephoneSurveys, { params })),
});
