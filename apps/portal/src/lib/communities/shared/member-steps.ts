import type { CommunityMember } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

type State = CommunityMember['state'];
type Role = CommunityMember['role'];

/** How someone belongs to a community, as owners, moderators and managers see it. */
export interface ShownMember {
  readonly id: string;
  readonly name: string;
  /** Of the member, for managers. */
  readonly href?: string;
  /** Below the name, such as the nickname. */
  readonly note?: string | null;
  readonly state: State;
  readonly role: Role;
  readonly message: string | null;
  readonly reason: string | null;
  readonly since: string;
  readonly decidable: boolean;
}

/** What can be decided about a member. */
export interface MemberStep {
  readonly state: Exclude<State, 'asked'>;
  readonly role: Role;
  readonly label: string;
  readonly done: string;
  /** What a dialog asks before; none for a step that is easily taken back. */
  readonly ask?: { readonly title: string; readonly text: string; readonly reason: boolean };
  readonly danger?: boolean;
}

const roleTexts = {
  owner: m.communities_role_owner,
  moderator: m.communities_role_moderator,
  member: m.communities_role_member,
} as const;
export const roleText = (role: Role): string => roleTexts[role]();

const sinceTexts = {
  asked: m.communities_since_asked,
  invited: m.communities_since_invited,
  member: m.communities_since_member,
  refused: m.communities_since_refused,
  banned: m.communities_since_banned,
  left: m.communities_since_left,
} as const;
export const sinceText = (state: State, date: string): string => sinceTexts[state]({ date });

export const stateTexts = {
  asked: m.communities_tab_asked,
  member: m.communities_tab_member,
  invited: m.communities_tab_invited,
  refused: m.communities_tab_refused,
  banned: m.communities_tab_banned,
  left: m.communities_tab_left,
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

/** What can be decided about this member now, the usual step first. @param givesRoles owners and managers do */
export function stepsFor({ state, role, name, decidable }: ShownMember, givesRoles: boolean): MemberStep[] {
  if (!decidable) return [];
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
