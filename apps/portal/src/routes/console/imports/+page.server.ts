import { listImports } from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const cursor = url.searchParams.get('cursor') ?? undefined;
  return {
    imports: await show(
      locals.api.call(listImports, { query: { limit: 50, ...(cursor ? { cursor } : {}) } }),
    ),
  };
};
