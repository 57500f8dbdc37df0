import type { Condition } from '@regulars/conditions';
import type { BodyOf, Community, createCommunity, Texts } from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { audienceFaults } from '../facts/index.ts';

export interface CommunityRow {
  id: string;
  version: number;
  state: Community['state'];
  name: Texts;
  description: Texts;
  rules: Texts | null;
  picture: Community['picture'];
  colour: Community['colour'];
  entry: Community['entry'];
  interests: string[];
  audience: Condition | null;
  updatedAt: Date;
}
export type CommunityContent = BodyOf<typeof createCommunity>;
export type CommunityFigures = Pick<Community, 'members' | 'asking' | 'photo'>;

export const showCommunity = (
  { updatedAt, ...row }: CommunityRow,
  { members, asking, photo }: CommunityFigures,
): Community => ({ ...row, photo, members, asking, updatedAt: toInstant(updatedAt) });

/** Throws `invalid-request` with pointers. */
export const assertSound = ({ entry, audience }: CommunityContent): void => {
  const errors = audienceFaults(audience);
  if (entry === 'condition' && audience === null)
    errors.push({ pointer: '/audience', message: 'members get in by a condition, so it needs one' });
  if (errors.length > 0) throw new ClubError('invalid-request', { errors });
};
