import { ClubError } from '../club-error.ts';

/** Refuses an edit if someone else has changed the resource. */
export const assertVersion = (resource: { version: number }, expected: number): void => {
  if (resource.version !== expected) throw new ClubError('version-changed');
};
