import type { Access } from '@regulars/contracts';
import { boundTo, type Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import { admit, assertWithinReach } from '../../platform/http/admission.ts';
import type { StoredActor } from '../../platform/stored-actor.ts';

/** Throws `not-allowed` for callers who may not read the list. */
export const assertMayExport = (access: Access, actor: Actor): void => {
  admit(access, actor);
  assertWithinReach(access, actor);
};

/** Throws `not-allowed` if the caller has lost locations that the file covers. */
export const assertStillCovers = (actor: Actor, { locationIds }: StoredActor): void => {
  const now = boundTo(actor);
  if (now === null) return;
  if (locationIds.length === 0 || locationIds.some((id) => !now.includes(id)))
    throw new ClubError('not-allowed', 'The file covers locations that you no longer work at');
};
