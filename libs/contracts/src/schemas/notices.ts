import { z } from 'zod';
import { chosenNoticeKinds, digestRhythms, noticeKinds } from '../endpoints/notices.ts';
import { notPermittedReasons } from '../endpoints/permissions.ts';
import { personal } from './privacy.ts';
import { id, instant, listOf, listQuery } from './values.ts';

const path = z.string().describe('of the page that it is about, in the portal');

const notice = z
  .object({
    id,
    kind: z.enum(noticeKinds),
    path,
    params: personal(z.record(z.string(), z.string())).describe(
      'what it says: `what` is the case within the kind; names are in the language of the request',
    ),
    at: instant,
    read: z.boolean(),
  })
  .meta({ id: 'Notice' });

export type Notice = z.infer<typeof notice>;

const unread = z.int().describe('all that I have not read');

const chosen = z.object({
  off: z.array(z.enum(chosenNoticeKinds)).max(chosenNoticeKinds.length).describe('what I am not told'),
  digest: z
    .enum(digestRhythms)
    .describe('how often a summary of what I have not read comes by e-mail, if I allow news by e-mail'),
});

const settings = chosen
  .extend({
    byEmail: z
      .object({ allowed: z.boolean(), reason: z.enum(notPermittedReasons).nullable() })
      .describe('whether the club may send the summary now, and why not'),
  })
  .meta({ id: 'NoticeSettings' });

export type NoticeSettings = z.infer<typeof settings>;

/** Requests and replies of the endpoints, by name. */
export const noticesShapes = {
  listNotices: { query: listQuery, reply: listOf(notice).extend({ unread }) },
  countNotices: { reply: z.object({ unread }) },
  readNotice: { params: z.object({ id }), reply: z.object({ path }) },
  readNotices: {
    body: z.object({ upTo: id.describe('the newest notice that I saw; later ones stay unread') }),
    reply: z.object({ readAt: instant.describe('for the undo'), read: z.int().describe('how many') }),
  },
  unreadNotices: { body: z.object({ readAt: instant.describe('from the reply') }) },
  getNoticeSettings: { reply: settings },
  setNoticeSettings: { body: chosen, reply: settings },
};
