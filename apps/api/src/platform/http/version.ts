import { ClubError } from '../club-error.ts';

/** Refuses an edit of a resource that somebody changed meanwhile. */
export const assertVersion = (resource: { version: number }, expected: number): void => {
  if (resource.version !== expected) throw new ClubError('version-changed');
};
