import type { Actor } from '../../platform/actor.ts';

/** Where a decision counts: in all communities, or in the one of the text. */
export type Reach = 'club' | 'community';

/** The person who decides: one of the team, or a member who moderates the community. */
export interface Decider {
  readonly actor: Actor;
  /** The moderator; null for the team. */
  readonly memberId: string | null;
}

export const reachOf = ({ memberId }: Decider): Reach => (memberId === null ? 'club' : 'community');
