import { redirect } from '@sveltejs/kit';
import { phoneActions } from '#lib/members/member/phone-code.server.ts';
import { waitsForCode } from '#lib/members/shared/consents.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent }) => {
  const { phone, consents } = (await parent()).me.member;
  if (!phone || !waitsForCode({ consents })) redirect(303, '/club/profile');
  return { phone };
};

export const actions: Actions = phoneActions;
