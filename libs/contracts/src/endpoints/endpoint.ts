export const roles = ['member', 'cashier', 'manager', 'admin'] as const;
export type Role = (typeof roles)[number];

export const scopes = [
  'club:read',
  'club:write',
  'members:read',
  'members:write',
  'purchases:read',
  'purchases:write',
  'points:read',
  'points:write',
  'rewards:read',
  'rewards:write',
  'audit:read',
] as const;
export type Scope = (typeof scopes)[number];

/**
 * Who may call an endpoint.
 * `public`: anyone. `signed-in`: any session. Otherwise the roles of a session (an admin may do what a manager may)
 * and the scope of an API key, or all of several; without a scope no key may call it. Where the deed depends on a kind,
 * `anyScope` names those of which a key needs one, and the handler looks at the kind.
 */
export type Access = 'public' | 'signed-in' | RoleAccess;
/**
 * What an endpoint touches, for staff and keys that are bound to locations (ADR 18).
 * `own`: the membership of the caller. `anywhere`: what belongs to no location, and what tills do for whoever stands there.
 * `member`: the member that the path names as `{id}`; for who is bound there are those who joined or bought at their
 * locations, others are not found. `location`: the handler keeps to the caller's locations, what lies elsewhere is not
 * found. `club`: the whole club; refused to who is bound.
 */
export type Reach = 'own' | 'anywhere' | 'member' | 'location' | 'club';

export interface RoleAccess {
  readonly roles: readonly Role[];
  readonly scope?: Scope | readonly Scope[];
  readonly anyScope?: readonly Scope[];
  readonly reach: Reach;
}

/** One call of the HTTP API without its schemas (`shapes.ts`), so that a browser can load it without zod. */
export interface Endpoint<Name extends string = string> {
  /** As it is exported: by it the schemas are found. */
  readonly name: Name;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/api/v1`, parameters as `{id}`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly access: Access;
  readonly status?: 200 | 201 | 202 | 204;
  /** Sent as bytes of this media type; the handler reads them. */
  readonly bytes?: string;
  /** Moves points or stock: requires `Idempotency-Key`. */
  readonly idempotent?: true;
  /** Edits a versioned resource: requires `If-Match` with its `ETag`. */
  readonly conditional?: true;
  /** `text/event-stream`, `text/csv`…: the reply is not JSON and is written by the handler. */
  readonly stream?: string;
  /** Stands below `/api`, outside of `/api/v1`. */
  readonly root?: true;
}

export const endpoint = <const Name extends string>(
  name: Name,
  parts: Omit<Endpoint, 'name'>,
): Endpoint<Name> => ({ name, ...parts });

/** Roles that come up again and again. */
export const staff = ['cashier', 'manager', 'admin'] as const satisfies readonly Role[];
export const managers = ['manager', 'admin'] as const satisfies readonly Role[];
