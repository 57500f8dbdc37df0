import { getOwnData } from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import type { RequestHandler } from './$types';

/** Everything that the club keeps about the member, as a file. */
export const GET: RequestHandler = async ({ locals: { api } }) =>
  new Response(JSON.stringify(await show(api.call(getOwnData)), null, 2), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment; filename="my-data.json"',
      'cache-control': 'no-store',
    },
  });
