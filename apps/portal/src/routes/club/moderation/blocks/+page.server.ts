import { endMemberBlock, listMemberBlocks } from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import { anyText } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api } }) => ({
  blocks: (await show(api.call(listMemberBlocks))).data,
});

const end = form('end', { id: anyText });

export const actions: Actions = {
  end: (event) => submit(event, end, ({ id }) => event.locals.api.call(endMemberBlock, { params: { id } })),
};
