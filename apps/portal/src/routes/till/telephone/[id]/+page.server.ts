import { listTelephoneSurveys } from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import { requireRole, sellers } from '#lib/server/session.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  requireRole(event, sellers);
  const { params, locals } = event;
  return { memberId: params.id, asked: await show(locals.api.call(listTelephoneSurveys, { params })) };
};
