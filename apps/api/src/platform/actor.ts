import type { Role, Scope } from '@regulars/contracts';

export interface AccountActor {
  readonly kind: 'account';
  readonly id: string;
  readonly sessionId: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly memberId: string | null;
  /** Locations of a staff member; empty means everywhere. */
  readonly locationIds: readonly string[];
}

export interface KeyActor {
  readonly kind: 'api-key';
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly (Scope | '*')[];
  readonly locationIds: readonly string[];
  /** The account that created the key, if known. */
  readonly madeBy?: string | null;
}

export interface SystemActor {
  readonly kind: 'system';
  readonly id: null;
  readonly name: string;
}

/** The one who acts: a signed-in person, an API key, or the club itself (jobs, demo). */
export type Actor = AccountActor | KeyActor | SystemActor;

export const system: SystemActor = { kind: 'system', id: null, name: 'Regulars' };

export const hasRole = (actor: Actor, ...roles: readonly Role[]): boolean =>
  actor.kind === 'account' && actor.roles.some((role) => roles.includes(role));

/** May act for any member: staff, keys and the club itself. A member may act only for their own membership. */
export const actsForOthers = (actor: Actor): boolean =>
  actor.kind !== 'account' || hasRole(actor, 'cashier', 'manager', 'admin');

/** A key may do what its scopes allow; people may do what their role allows. */
export const holds = (actor: Actor, ...scopes: readonly Scope[]): boolean =>
  actor.kind !== 'api-key' ||
  actor.scopes.includes('*') ||
  scopes.every((each) => actor.scopes.includes(each));

/** The account behind an actor: the person, or the creator of the key. */
export const personBehind = (actor: Actor): string | null => {
  switch (actor.kind) {
    case 'account':
      return actor.id;
    case 'api-key':
      return actor.madeBy ?? null;
    case 'system':
      return null;
  }
};

/** Whether it is the member who acts. */
export const isMember = (actor: Actor, memberId: string): boolean =>
  actor.kind === 'account' && actor.memberId === memberId;

/** The locations that the actor is bound to; null for the whole club. */
export const boundTo = (actor: Actor): readonly string[] | null =>
  actor.kind === 'system' || actor.locationIds.length === 0 ? null : actor.locationIds;

export const mayWorkAt = (actor: Actor, locationId: string): boolean =>
  actor.kind === 'system' || actor.locationIds.length === 0 || actor.locationIds.includes(locationId);
