import {
  checkMailDomain,
  getMailSettings,
  sendTestMail,
  type MailDomain,
  type MailTest,
} from '@regulars/contracts';
import { openingOf } from '#lib/mailing/console/reach.server.ts';
import { show } from '#lib/server/api.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, url }) => {
  const settings = await show(api.call(getMailSettings));
  return { settings, opening: openingOf(settings, url.origin) };
};

const test = form('test', {});
const domain = form('domain', {});

interface Reply {
  tested?: MailTest;
  checked?: MailDomain;
}

export const actions: Actions = {
  test: (event) =>
    submit(event, test, async (): Promise<Reply> => ({ tested: await event.locals.api.call(sendTestMail) })),
  domain: (event) =>
    submit(event, domain, async (): Promise<Reply> => ({
      checked: await event.locals.api.call(checkMailDomain),
    })),
};
