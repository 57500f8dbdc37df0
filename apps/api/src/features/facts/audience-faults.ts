import { checkCondition, faultText, type Condition } from '@regulars/conditions';
import { ClubError } from '../../platform/club-error.ts';

/** What is wrong with the audience of a request, with pointers; null is for all members. */
export const audienceFaults = (audience: Condition | null): { pointer: string; message: string }[] =>
  audience
    ? checkCondition(audience, 'member').map(({ pointer, fault }) => ({
        pointer: `/audience${pointer}`,
        message: faultText(fault),
      }))
    : [];

/** Throws `invalid-request` with pointers. */
export const assertAudience = (audience: Condition | null): void => {
  const errors = audienceFaults(audience);
  if (errors.length > 0) throw new ClubError('invalid-request', { errors });
};
