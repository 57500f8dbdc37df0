import { dismissDuplicate, listDuplicates } from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import { anyText } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, url }) => {
  const cursor = url.searchParams.get('cursor');
  const query = { limit: 20, ...(cursor ? { cursor } : {}) };
  return { pairs: await show(api.call(listDuplicates, { query })) };
};

const dismiss = form('dismiss', { id: anyText });

export const actions: Actions = {
  dismiss: (event) =>
    submit(event, dismiss, ({ id }) => event.locals.api.call(dismissDuplicate, { params: { id } })),
};
