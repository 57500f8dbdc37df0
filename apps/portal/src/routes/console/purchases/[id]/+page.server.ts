import { getPurchase } from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
  purchase: await show(locals.api.call(getPurchase, { params })),
});
