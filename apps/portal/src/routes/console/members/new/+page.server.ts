import { redirect } from '@sveltejs/kit';
import { createMember } from '@regulars/contracts';
import { attempt } from '#lib/shell/form/attempt.server.ts';
import { newMemberBody } from '#lib/members/console/member-body.server.ts';
import { typedValues } from '#lib/server/form.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  create: async ({ request, locals }) => {
    const values = typedValues(await request.formData());
    return attempt('create', values, async () => {
      const member = await locals.api.call(createMember, { body: newMemberBody(values) });
      redirect(303, `/console/members/${member.id}`);
    });
  },
};
