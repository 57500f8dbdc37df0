import { redirect } from '@sveltejs/kit';
import { readNotice } from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

/** Leads from a notice to its page. */
export const load: PageServerLoad = async ({ locals: { api }, params }) => {
  const { path } = await show(api.call(readNotice, { params }));
  redirect(303, path);
};
