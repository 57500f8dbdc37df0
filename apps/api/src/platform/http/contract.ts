import {
  applyDecorators,
  createParamDecorator,
  HttpCode,
  RequestMapping,
  RequestMethod,
  SetMetadata,
} from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import { operationOf } from '@regulars/contracts';
import type {
  BodyOf,
  Endpoint,
  EndpointName,
  Operation,
  ParamsOf,
  QueryOf,
  ReplyOf,
} from '@regulars/contracts';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../actor.ts';
import { ClubError } from '../club-error.ts';
import type { Trace } from '../log/trace.ts';
import type { CallLimit } from './call-limit.ts';
import type { Waiting } from './waiting.ts';

/** The validated parts of the request. */
export interface InputOf<E> {
  readonly params: ParamsOf<E>;
  readonly query: QueryOf<E>;
  readonly body: BodyOf<E>;
}

export interface ClubRequest extends FastifyRequest {
  user?: Actor | null;
  input?: { params: unknown; query: unknown; body: unknown };
  expectedVersion?: number;
  /** Runs the work of a valid request, outside of the key's transaction. A guard may set it. */
  around?: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** The limits of this call. */
  limits?: CallLimit[];
  /** The portal's server has proved that it speaks for a visitor. */
  fromPortal?: boolean;
  /** The address of the visitor, once someone asked for it. */
  visitor?: string;
  /** Its endpoint, once the caller was admitted. */
  endpoint?: Operation;
  /** Where the resource is now: the member of the path was merged into another one. */
  movedTo?: string;
  trace?: Trace;
}

export const contractKey = 'regulars:contract';

/** The whole path of an endpoint, parameters as `{id}`. */
export const pathOf = (endpoint: Endpoint): string => `/api${endpoint.root ? '' : '/v1'}${endpoint.path}`;

/** The same in the router's syntax. */
const routeOf = (endpoint: Endpoint): string => pathOf(endpoint).replaceAll(/\{(\w+)\}/g, ':$1');

type Answer<Reply> = undefined extends Reply ? void : Reply;
type Handler<E> = (...values: never[]) => Promise<Answer<ReplyOf<E>> | Waiting>;

/**
 * Binds a handler to an endpoint of the contracts. Route, status, access, request validation, reply filter,
 * idempotency and OpenAPI follow from it. The compiler checks the handler's reply.
 */
export const Contract =
  <E extends Endpoint<EndpointName>>(endpoint: E) =>
  <T extends Handler<E>>(target: object, key: string, descriptor: TypedPropertyDescriptor<T>): void =>
    applyDecorators(
      RequestMapping({ method: RequestMethod[endpoint.method], path: routeOf(endpoint) }),
      HttpCode(endpoint.status ?? 200),
      SetMetadata(contractKey, operationOf(endpoint)),
    )(target, key, descriptor);

const requestOf = (context: ExecutionContext): ClubRequest =>
  context.switchToHttp().getRequest<ClubRequest>();

/** The validated request: `@Input() input: InputOf<typeof recordPurchase>`. */
export const Input = createParamDecorator(
  (_: unknown, context: ExecutionContext) => requestOf(context).input,
);

/** The caller. Only for endpoints that are not public. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { user } = requestOf(context);
  if (!user) throw new ClubError('not-signed-in');
  return user;
});

/** The id of the signed-in member. */
export const CurrentMember = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const { user } = requestOf(context);
  if (user?.kind !== 'account' || user.memberId === null)
    throw new ClubError('not-allowed', 'Only members can do this');
  return user.memberId;
});

/** The version in `If-Match`. */
export const ExpectedVersion = createParamDecorator((_: unknown, context: ExecutionContext): number => {
  const { expectedVersion } = requestOf(context);
  if (expectedVersion === undefined) throw new ClubError('precondition-required');
  return expectedVersion;
});

/** The version in `If-Match`, if it was sent: for endpoints that are conditional `if-sent`. */
export const SentVersion = createParamDecorator(
  (_: unknown, context: ExecutionContext): number | undefined => requestOf(context).expectedVersion,
);

/**
 * The raw request, for the few handlers that read headers. The raw reply comes from Nest's own `@Res`, because
 * it is thenable.
 */
export const RawRequest = createParamDecorator((_: unknown, context: ExecutionContext): ClubRequest =>
  requestOf(context),
);
