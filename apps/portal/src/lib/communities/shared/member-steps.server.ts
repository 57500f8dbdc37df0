import type { CommunityMember } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { dateTime } from '#lib/ui/format.ts';
import { memberTabs, type MemberTab } from './member-tabs.ts';
import { roleText } from './role-text.ts';
import type { MemberStep, ShownMember } from './shown-member.ts';

type State = CommunityMember['state'];
type Role = CommunityMember['role'];

const sinceTexts = {
  asked: m.communities_since_asked,
  invited: m.communities_since_invited,
  member: m.communities_since_member,
  refused: m.communities_since_refused,
  banned: m.communities_since_banned,
  left: m.communities_since_left,
} as const;
const sinceText = (state: State, date: string): string => sinceTexts[state]({ date });

const stateTexts = {
  asked: m.communities_tab_asked,
  member: m.communities_tab_member,
  invited: m.communities_tab_invited,
  refused: m.communities_tab_refused,
  banned: m.communities_tab_banned,
} as const;

const accept = (): MemberStep => ({
  state: 'member',
  role: 'member',
  label: m.communities_step_accept(),
  done: m.communities_step_accepted(),
});

const refuse = (name: string): MemberStep => ({
  state: 'refused',
  role: 'member',
  label: m.communities_step_refuse(),
  done: m.communities_step_refused(),
  ask: {
    title: m.communities_step_refuse_title({ name }),
    text: m.communities_step_refuse_text(),
    reason: true,
  },
});

const ban = (name: string): MemberStep => ({
  state: 'banned',
  role: 'member',
  label: m.communities_step_ban(),
  done: m.communities_step_banned(),
  ask: { title: m.communities_step_ban_title({ name }), text: m.communities_step_ban_text(), reason: true },
  danger: true,
});

const out = (
  words: { label: () => string; title: (inputs: { name: string }) => string; text: () => string },
  name: string,
  done: string,
): MemberStep => ({
  state: 'left',
  role: 'member',
  label: words.label(),
  done,
  ask: { title: words.title({ name }), text: words.text(), reason: false },
});

const removal = {
  label: m.communities_step_remove,
  title: m.communities_step_remove_title,
  text: m.communities_step_remove_text,
};
const withdrawal = {
  label: m.communities_step_withdraw,
  title: m.communities_step_withdraw_title,
  text: m.communities_step_withdraw_text,
};
const lifting = {
  label: m.communities_step_lift,
  title: m.communities_step_lift_title,
  text: m.communities_step_lift_text,
};

const toRole = (role: Role, name: string): MemberStep => ({
  state: 'member',
  role,
  label: m.communities_step_role({ role: roleText(role) }),
  done: m.communities_step_role_done(),
  ask: {
    title: m.communities_step_role_title({ name, role: roleText(role) }),
    text: role === 'member' ? m.communities_step_role_lost() : m.communities_step_role_text(),
    reason: false,
  },
});

const roles = ['owner', 'moderator', 'member'] as const;

type Belonging = Pick<CommunityMember, 'state' | 'role' | 'message' | 'reason' | 'since'>;
interface Named {
  readonly id: string;
  readonly name: string;
  readonly href?: string;
  readonly nickname?: string | null;
  /** Whether the reader may decide about the member. */
  readonly decidable: boolean;
}

/** @param givesRoles owners and managers do */
export function shownMember(
  { nickname, decidable, ...named }: Named,
  { state, role, message, reason, since }: Belonging,
  { givesRoles, timeZone }: { readonly givesRoles: boolean; readonly timeZone: string },
): ShownMember {
  return {
    ...named,
    leads: role === 'member' ? null : roleText(role),
    note: [nickname, sinceText(state, dateTime(since, 'date', timeZone))].filter(Boolean).join(' · '),
    ...{ message, reason },
    steps: decidable ? stepsFor(named.name, state, role, givesRoles) : [],
  };
}

/** The tabs of the page with members. */
export const tabsOf = (path: string, current: MemberTab) =>
  memberTabs.map((tab) => ({
    href: `${path}?state=${tab}`,
    label: stateTexts[tab](),
    current: tab === current,
  }));

function stepsFor(name: string, state: State, role: Role, givesRoles: boolean): MemberStep[] {
  switch (state) {
    case 'asked':
      return [accept(), refuse(name), ban(name)];
    case 'refused':
      return [accept(), ban(name)];
    case 'invited':
      return [out(withdrawal, name, m.communities_step_withdrawn()), ban(name)];
    case 'banned':
      return [out(lifting, name, m.communities_step_lifted())];
    case 'left':
      return [ban(name)];
    case 'member':
      return [
        ...(givesRoles ? roles.filter((one) => one !== role).map((one) => toRole(one, name)) : []),
        out(removal, name, m.communities_step_removed()),
        ban(name),
      ];
  }
}
