import { requestPasswordReset } from '@regulars/contracts';
import { someText } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => ({
  email: url.searchParams.get('email')?.slice(0, 254) ?? '',
});

const asking = form('ask', { email: someText });

export const actions: Actions = {
  default: (event) =>
    submit(event, asking, async ({ email }) => {
      await event.locals.api.call(requestPasswordReset, { body: { email } });
      return { sentTo: email };
    }),
};
