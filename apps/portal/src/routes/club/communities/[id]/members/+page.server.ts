import {
  communityRoles,
  inviteToCommunity,
  listModeratedMembers,
  operationOf,
  setModeratedMember,
  type ModeratedMember,
} from '@regulars/contracts';
import { shownMember, tabsOf } from '#lib/communities/shared/member-steps.server.ts';
import { memberQuery, tabIn } from '#lib/communities/shared/member-tabs.ts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { anyText, field, oneOf } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, club }, params, parent, url }) => {
  const list = (state: ModeratedMember['state']) =>
    api.call(listModeratedMembers, { params, query: memberQuery(url, state) });
  const chosen = tabIn(url);
  const asked = await show(list(chosen ?? 'asked'));
  const tab = chosen ?? (asked.data.length > 0 ? ('asked' as const) : ('member' as const));
  const { data, cursor } = chosen === null && tab === 'member' ? await show(list(tab)) : asked;
  const { community } = await parent();
  const reader = {
    givesRoles: community.membership?.role === 'owner',
    timeZone: club?.timeZone ?? 'UTC',
  };
  return {
    tabs: tabsOf(`/club/communities/${community.id}/members`, tab),
    members: data.map(({ id, nickname: name, decidable, ...belonging }) =>
      shownMember({ id, name, decidable }, belonging, reader),
    ),
    next: cursor.next,
  };
};

const set = form('set', {
  id: anyText,
  state: oneOf(['member', 'refused', 'banned', 'left'], 'left'),
  role: oneOf(communityRoles, 'member'),
  reason: anyText,
});
const invite = form('invite', {
  nickname: field(operationOf(inviteToCommunity).body.shape.nickname, m.communities_nickname_wrong),
});

export const actions: Actions = {
  set: (event) =>
    submit(event, set, ({ id: memberId, reason, ...body }) =>
      event.locals.api.call(setModeratedMember, {
        params: { id: event.params.id, memberId },
        body: { ...body, reason: reason || null },
      }),
    ),
  invite: (event) =>
    submit(
      event,
      invite,
      (body) => event.locals.api.call(inviteToCommunity, { params: event.params, body }),
      {
        atField: {
          'unknown-nickname': ['nickname', m.communities_problem_unknown_nickname()],
          'member-banned': ['nickname', m.communities_problem_member_banned()],
        },
      },
    ),
};
