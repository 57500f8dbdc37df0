import type { Access } from '@regulars/contracts';
import { boundTo, hasRole, holds, type Actor } from '../actor.ts';
import { ClubError } from '../club-error.ts';
import { assertHolds } from '../scopes.ts';

/** Throws `not-signed-in`, or `not-allowed` for a caller that the contract does not name. */
export const admit = (access: Access, actor: Actor | null): void => {
  if (access === 'public') return;
  if (!actor) throw new ClubError('not-signed-in');
  if (actor.kind === 'api-key') return admitKey(access, actor);
  if (access === 'signed-in') return;
  if (!hasRole(actor, ...access.roles)) throw new ClubError('not-allowed');
};

const admitKey = (access: Exclude<Access, 'public'>, key: Actor): void => {
  const { scope = [], anyScope = [] } = access === 'signed-in' ? {} : access;
  const all = [scope].flat();
  if (all.length + anyScope.length === 0) throw new ClubError('not-allowed', 'Not available to API keys');
  assertHolds(key, ...all);
  if (anyScope.length > 0 && !anyScope.some((each) => holds(key, each)))
    throw new ClubError('not-allowed', `The API key needs one of the scopes ${anyScope.join(', ')}`);
};

/** Throws `not-allowed` for a caller bound to locations where the whole club is concerned. */
export const assertWithinReach = (access: Access, actor: Actor): void => {
  if (typeof access !== 'string' && access.reach === 'club' && boundTo(actor) !== null)
    throw new ClubError('not-allowed', 'Not available to callers bound to locations');
};
