import { communityRoles, getCommunity, listCommunityMembers, setCommunityMember } from '@regulars/contracts';
import { shownMember, tabsOf } from '#lib/communities/shared/member-steps.server.ts';
import { memberQuery, tabIn } from '#lib/communities/shared/member-tabs.ts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { anyText, oneOf } from '#lib/server/fields.ts';
import { Faults, form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, club }, params, url }) => {
  const community = await show(api.call(getCommunity, { params }));
  const tab = tabIn(url) ?? (community.asking > 0 ? 'asked' : 'member');
  const { data, cursor } = await show(
    api.call(listCommunityMembers, { params, query: memberQuery(url, tab) }),
  );
  const reader = { givesRoles: true, timeZone: club?.timeZone ?? 'UTC' };
  return {
    community,
    tab,
    tabs: tabsOf(`/console/communities/${community.id}/members`, tab),
    members: data.map(({ member, nickname, ...belonging }) =>
      shownMember(
        {
          id: member.id,
          name: member.displayName,
          href: `/console/members/${member.id}`,
          nickname,
          decidable: true,
        },
        belonging,
        reader,
      ),
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
const invite = form('invite', { id: anyText, role: oneOf(communityRoles, 'member') });

export const actions: Actions = {
  set: (event) =>
    submit(event, set, ({ id: memberId, reason, ...body }) =>
      event.locals.api.call(setCommunityMember, {
        params: { id: event.params.id, memberId },
        body: { ...body, reason: reason || null },
      }),
    ),
  invite: (event) =>
    submit(event, invite, ({ id: memberId, role }) => {
      if (memberId === '') throw new Faults({ id: m.common_field_required() });
      const params = { id: event.params.id, memberId };
      return event.locals.api.call(setCommunityMember, { params, body: { state: 'invited', role } });
    }),
};
