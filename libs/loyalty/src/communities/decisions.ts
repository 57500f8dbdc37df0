import type { CommunityRole, MembershipState } from './rights.ts';

/** How a member belongs to a community. */
export interface Belonging {
  readonly state: MembershipState;
  readonly role: CommunityRole;
}

/** What members may make of each state. Nobody gets in who did not ask; a ban is lifted before anything else. */
const steps: Readonly<Record<MembershipState, readonly MembershipState[]>> = {
  asked: ['member', 'refused', 'banned'],
  invited: ['left', 'banned'],
  member: ['member', 'left', 'banned'],
  refused: ['member', 'refused', 'banned'],
  banned: ['left', 'banned'],
  left: ['banned'],
};

const leads = ({ state, role }: Belonging): boolean =>
  role !== 'member' && (state === 'member' || state === 'invited');

/**
 * Whether an owner or a moderator of a community may decide this about another member. Moderators decide about members,
 * owners also about moderators and owners, and only owners give roles.
 */
export const mayDecide = (by: CommunityRole, before: Belonging, after: Belonging): boolean => {
  if (by === 'member' || !steps[before.state].includes(after.state)) return false;
  if (after.role !== 'member' && after.state !== 'member') return false;
  return by === 'owner' || (!leads(before) && after.role === 'member');
};

/** Whether there is anything that they may decide about this member. */
export const mayDecideAbout = (by: CommunityRole, member: Belonging): boolean =>
  by === 'owner' || (by === 'moderator' && !leads(member));
