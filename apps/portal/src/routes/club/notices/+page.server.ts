import { listNotices, readNotices, unreadNotices } from '@regulars/contracts';
import { noticeDays } from '#lib/notices/member/notice-days.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { anyText } from '#lib/server/fields.ts';
import { listed } from '#lib/server/listed.ts';
import { requireMember } from '#lib/server/session.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, club }, url }) => {
  let unread = 0;
  const { items, moreHref } = await listed(url, async (query) => {
    const answer = await show(api.call(listNotices, { query }));
    unread = answer.unread;
    return answer;
  });
  const days = noticeDays(items, club?.timeZone ?? 'Europe/Vienna', Date.now());
  return { days, newest: items[0]?.id ?? null, unread, moreHref };
};

const read = form('read', { upTo: anyText });
const unread = form('unread', { readAt: anyText });

export const actions: Actions = {
  read: (event) => {
    requireMember(event);
    return submit(event, read, async (body) => {
      const { read: count, readAt } = await event.locals.api.call(readNotices, { body });
      return { text: m.notices_read_done({ count }), readAt };
    });
  },
  unread: (event) => {
    requireMember(event);
    return submit(event, unread, async (body) => {
      await event.locals.api.call(unreadNotices, { body });
      return { text: m.notices_undone(), readAt: null };
    });
  },
};
