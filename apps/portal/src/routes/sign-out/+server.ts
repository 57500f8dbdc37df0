import { redirect } from '@sveltejs/kit';
import { signOut } from '@regulars/contracts';
import { ApiProblem } from '#lib/server/api.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ locals }) => {
  try {
    await locals.api.call(signOut);
  } catch (refusal) {
    // A session that is gone already is what was asked for.
    if (!(refusal instanceof ApiProblem) || refusal.status !== 401) throw refusal;
  }
  redirect(303, '/');
};
