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
  'events:read',
  'events:write',
  'audit:read',
] as const;
export type Scope = (typeof scopes)[number];

/**
 * The callers of an endpoint.
 * `public`: anyone. `signed-in`: any session. Otherwise the roles of a session (an admin may do what a manager
 * may) and the scope (or all scopes) of an API key; without a scope no key may call it. If the action depends
 * on a kind,
 * `anyScope` names scopes of which a key needs one, and the handler checks the kind.
 */
export type Access = 'public' | 'signed-in' | RoleAccess;
/**
 * What an endpoint touches, for staff and keys bound to locations (ADR 18).
 * `own`: the caller's membership. `anywhere`: data of no location, and what tills do for any customer.
 * `member`: the member named as `{id}` in the path, if they joined or bought at the caller's locations; other
 * members are not found. `location`: the handler limits it to the caller's locations; anything else is not
 * found. `club`: the whole club; refused to callers bound to locations.
 */
export type Reach = 'own' | 'anywhere' | 'member' | 'location' | 'club';

/** Objects with `{id}` in the path that belong to one member's wallet. The API finds the member. */
export const walletThings = [
  'hold',
  'transaction',
  'purchase',
  'return',
  'redemption',
  'approval',
  'custom-event',
  'checkout',
  'attendance',
] as const;
export type WalletThing = (typeof walletThings)[number];

/**
 * The wallet of a change. Changes of one wallet run one after the other, and a stored reply belongs to its member.
 * `member`: the member named as `{id}` in the path. `named`: the member that the body names; members who name none mean
 * themselves. `own`: the caller's. `none`: no wallet. Otherwise that of the thing named as `{id}`.
 */
export type Wallet = 'none' | 'own' | 'named' | 'member' | WalletThing;

export interface RoleAccess {
  readonly roles: readonly Role[];
  readonly scope?: Scope | readonly Scope[];
  readonly anyScope?: readonly Scope[];
  readonly reach: Reach;
}

/** One call of the HTTP API without its schemas (`shapes.ts`), so that a browser can load it without zod. */
export interface Endpoint<Name extends string = string> {
  /** Its export name, which connects it with its schemas. */
  readonly name: Name;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/api/v1`, parameters as `{id}`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly access: Access;
  readonly status?: 200 | 201 | 202 | 204;
  /** Sent as bytes of this media type. The handler reads them. */
  readonly bytes?: string;
  /** Moves points or stock: requires `Idempotency-Key`. */
  readonly idempotent?: true;
  /** The same for a body with this field. Without it, the call moves nothing. */
  readonly idempotentWith?: string;
  /** Required for every change, forbidden for reads. */
  readonly wallet?: Wallet;
  /**
   * Edits a versioned resource: requires `If-Match` with its `ETag`. `if-sent`: without it the last one wins, as before there
   * were versions.
   */
  readonly conditional?: true | 'if-sent';
  /** `text/event-stream`, `text/csv`…: the reply is not JSON, and the handler writes it. */
  readonly stream?: string;
  /** Its path is below `/api`, not `/api/v1`. */
  readonly root?: true;
  /** Web pages of origins that the club lists may call it. It knows no session. */
  readonly crossOrigin?: true;
}

/** A new endpoint that changes something does not compile without its wallet. */
type Turns =
  | { readonly method: 'GET'; readonly wallet?: never }
  | { readonly method: Exclude<Endpoint['method'], 'GET'>; readonly wallet: Wallet };

// A page's scripts leave out the endpoints that it does not call.
/* @__NO_SIDE_EFFECTS__ */
export const endpoint = <const Name extends string>(
  name: Name,
  parts: Omit<Endpoint, 'name'> & Turns,
): Endpoint<Name> => ({ name, ...parts });

/** Common sets of roles. */
export const staff = ['cashier', 'manager', 'admin'] as const satisfies readonly Role[];
export const managers = ['manager', 'admin'] as const satisfies readonly Role[];
