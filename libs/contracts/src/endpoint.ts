import type { z } from 'zod';

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

/** One call of the HTTP API: the server's route, the client's types and the OpenAPI operation all come from it. */
export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/api/v1`, parameters as `{id}`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly access: Access;
  readonly status?: 200 | 201 | 202 | 204;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  readonly reply?: Reply;
  /** Answered 202 with this where a second person has to approve first. */
  readonly waits?: z.ZodType;
  /** Sent as `multipart/form-data`: a part `settings`, JSON of this shape, then a part `file`. The handler reads both. */
  readonly form?: z.ZodType;
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

export const endpoint = <
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
  Reply extends z.ZodType = z.ZodUndefined,
>(
  definition: Endpoint<Params, Query, Body, Reply>,
): Endpoint<Params, Query, Body, Reply> => definition;

/** Types of an endpoint's parts: `Sent` as a client writes them, `Read` as a handler gets them. */
export type ParamsOf<E> = E extends Endpoint<infer P, z.ZodType, z.ZodType, z.ZodType> ? z.output<P> : never;
export type QueryOf<E> = E extends Endpoint<z.ZodType, infer Q, z.ZodType, z.ZodType> ? z.output<Q> : never;
export type BodyOf<E> = E extends Endpoint<z.ZodType, z.ZodType, infer B, z.ZodType> ? z.output<B> : never;
export type ReplyOf<E> =
  | (E extends Endpoint<z.ZodType, z.ZodType, z.ZodType, infer R> ? z.output<R> : never)
  | (E extends { readonly waits: infer W extends z.ZodType } ? z.output<W> : never);
export type SentQueryOf<E> =
  E extends Endpoint<z.ZodType, infer Q, z.ZodType, z.ZodType> ? z.input<Q> : never;
export type SentBodyOf<E> = E extends Endpoint<z.ZodType, z.ZodType, infer B, z.ZodType> ? z.input<B> : never;

/** Roles that come up again and again. */
export const staff = ['cashier', 'manager', 'admin'] as const satisfies readonly Role[];
export const managers = ['manager', 'admin'] as const satisfies readonly Role[];
