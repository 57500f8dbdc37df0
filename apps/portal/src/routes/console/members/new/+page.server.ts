import { redirect } from '@sveltejs/kit';
import { createMember } from '@regulars/contracts';
import { newMemberFields } from '#lib/members/console/member-fields.server.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions } from './$types';

const create = form('create', newMemberFields);

export const actions: Actions = {
  create: (event) =>
    submit(event, create, async (body) => {
      const member = await event.locals.api.call(createMember, { body });
      redirect(303, `/console/members/${member.id}`);
    }),
};
