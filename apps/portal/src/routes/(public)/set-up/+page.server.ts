import { redirect } from '@sveltejs/kit';
import { getSetup, openSetup } from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import { isAdmin, nextStep, setupRefusal } from '#lib/setup/console/guard.server.ts';
import { pathOf } from '#lib/setup/console/steps.ts';
import type { PageServerLoad } from './$types';

/** Removes the link's token from the URL, and continues where the set-up was left. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const { api } = locals;
  if (isAdmin(locals)) redirect(303, await nextStep(api));
  const token = url.searchParams.get('token');
  const answer =
    token === null ? api.call(getSetup) : api.call(openSetup, { body: { token: tokenLike(token) } });
  const found = await show(
    answer.then(
      ({ clubSaved }) => ({ clubSaved, refused: null }),
      (thrown: unknown) => ({ clubSaved: false, refused: setupRefusal(thrown) }),
    ),
  );
  if (found.refused === null) redirect(303, pathOf(found.clubSaved ? 'admin' : 'club'));
  return { refused: found.refused };
};

/** Of the length of a token, so that a truncated one is unknown and not a malformed request. */
const tokenLike = (typed: string): string => typed.slice(0, 100).padEnd(20, '-');
