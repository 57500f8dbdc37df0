import {
  communityRoles,
  getCommunity,
  listCommunityMembers,
  setCommunityMember,
  type CommunityMember,
} from '@regulars/contracts';
import { memberQuery, tabIn } from '#lib/communities/shared/member-tabs.ts';
import type { ShownMember } from '#lib/communities/shared/member-steps.ts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { anyText, oneOf } from '#lib/server/fields.ts';
import { Faults, form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params, url }) => {
  const community = await show(api.call(getCommunity, { params }));
  const tab = tabIn(url) ?? (community.asking > 0 ? 'asked' : 'member');
  const { data, cursor } = await show(
    api.call(listCommunityMembers, { params, query: memberQuery(url, tab) }),
  );
  return { community, tab, members: data.map(shown), next: cursor.next };
};

const shown = ({ member, nickname, ...belonging }: CommunityMember): ShownMember => ({
  ...belonging,
  id: member.id,
  name: member.displayName,
  href: `/console/members/${member.id}`,
  note: nickname,
  decidable: true,
});

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
