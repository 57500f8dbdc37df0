import { redirect } from '@sveltejs/kit';
import { createMember } from '@regulars/contracts';
import { newMemberFields } from '#lib/members/console/member-fields.server.ts';
import { detailFields, detailWords, withAddress } from '#lib/members/shared/details.server.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { countriesIn } from '#lib/server/countries.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({ countries: countriesIn(getLocale()) });

const create = form('create', { ...newMemberFields, ...detailFields });

export const actions: Actions = {
  create: (event) =>
    submit(
      event,
      create,
      async (typed) => {
        const { address, company, secondPhone, ...member } = withAddress(typed);
        const body = {
          ...member,
          ...(address ? { address } : {}),
          ...(company === null ? {} : { company }),
          ...(secondPhone === null ? {} : { secondPhone }),
        };
        const { id } = await event.locals.api.call(createMember, { body });
        redirect(303, `/console/members/${id}`);
      },
      detailWords,
    ),
};
