import { listCustomEventTypes, type EventField } from '@regulars/contracts';
import { exampleCall } from '#lib/custom-events/console/example-call.ts';
import { show } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

const workshop: { code: string; fields: EventField[] } = {
  code: 'workshop',
  fields: [{ name: 'hours', kind: 'number', required: true, choices: [] }],
};

export const load: PageServerLoad = async ({ locals: { api, session }, url }) => {
  const cursor = url.searchParams.get('cursor') ?? undefined;
  const query = { limit: 100, ...(cursor ? { cursor } : {}) };
  return {
    types: await show(api.call(listCustomEventTypes, { query })),
    example: exampleCall(workshop, { origin: url.origin, now: new Date().toISOString() }),
    wholeClub: session?.locationIds.length === 0,
  };
};
