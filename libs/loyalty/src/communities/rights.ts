import { dayMs } from '../clock.ts';
/** How members get into a community. */
export type CommunityEntry = 'open' | 'request' | 'invitation' | 'condition';
export type CommunityState = 'draft' | 'open' | 'archived';
export type MembershipState = 'asked' | 'invited' | 'member' | 'left' | 'refused' | 'banned';
export type CommunityRole = 'owner' | 'moderator' | 'member';

export type CommunityRestriction = 'silenced' | 'banned';

/** A refused member can ask again after so many days. */
const daysUntilAskedAgain = 7;

export interface Standing {
  readonly state: CommunityState;
  readonly entry: CommunityEntry;
  /** Whether the member fulfils the condition of the community now; true without one. */
  readonly fulfils: boolean;
  readonly membership: {
    readonly state: MembershipState;
    readonly role: CommunityRole;
    /** Milliseconds since 1970. */
    readonly since: number;
    /** Until then its moderators let the member only read. Milliseconds since 1970. */
    readonly silencedUntil: number | null;
  } | null;
  /** What the club has taken from the member in all communities: writing, or everything. */
  readonly restriction: CommunityRestriction | null;
}

/** What a member of the club may do in a community at this moment. */
export interface CommunityRights {
  /** Sees that it exists, its rules and how to get in. */
  readonly find: boolean;
  /** Sees what was written. */
  readonly read: boolean;
  readonly write: boolean;
  /** Accepts, refuses, invites and bans members. */
  readonly moderate: boolean;
  /** How the member gets in now; null if there is no way, or no need. */
  readonly enter: 'join' | 'ask' | null;
}

const none: CommunityRights = { find: false, read: false, write: false, moderate: false, enter: null };

/** Decided at each request, so that a ban or a lost tier counts at once. @param now milliseconds since 1970 */
export const rightsIn = (standing: Standing, now: number): CommunityRights => {
  const { state, entry, fulfils, membership, restriction } = standing;
  if (state === 'draft' || restriction === 'banned') return none;
  const isIn = membership?.state === 'member' && fulfils;
  const isBanned = membership?.state === 'banned';
  const isKnown = membership !== null && membership.state !== 'left';
  const read = isIn || (entry === 'open' && fulfils && !isBanned);
  const isSilenced = restriction !== null || (membership?.silencedUntil ?? 0) > now;
  const write = isIn && state === 'open' && !isSilenced;
  return {
    find: entry !== 'invitation' || isKnown,
    read,
    write,
    moderate: write && membership.role !== 'member',
    enter: state === 'open' && fulfils ? wayIn(standing, now) : null,
  };
};

const wayIn = ({ entry, membership }: Standing, now: number): CommunityRights['enter'] => {
  switch (membership?.state) {
    case 'member':
    case 'banned':
    case 'asked':
      return null;
    case 'invited':
      return 'join';
    case 'refused':
      return membership.since + daysUntilAskedAgain * dayMs > now ? null : usualWay[entry];
    case 'left':
    case undefined:
      return usualWay[entry];
  }
};

const usualWay = { open: 'join', condition: 'join', request: 'ask', invitation: null } as const;
