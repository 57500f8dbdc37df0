import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import type { Access } from '@regulars/contracts';
import { configToken, type Config } from '../../config.ts';
import { hasRole, type Actor } from '../actor.ts';
import { ClubError } from '../club-error.ts';
import { contractKey, type AnyEndpoint, type ClubRequest } from './contract.ts';
import { originIsOurs } from './origin.ts';

/** Names of the passport strategies that recognise a caller; the identity feature provides them. */
export const strategies = { apiKey: 'api-key', session: 'session' } as const;

/** Recognises the caller and lets in only whom the endpoint's contract names. */
@Injectable()
export class AccessGuard extends AuthGuard([strategies.apiKey, strategies.session]) implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    @Inject(configToken) private readonly config: Config,
  ) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const endpoint = this.reflector.get<AnyEndpoint | undefined>(contractKey, context.getHandler());
    if (!endpoint) throw new ClubError('not-found');
    await super.canActivate(context);
    const request = context.switchToHttp().getRequest<ClubRequest>();
    admit(endpoint.access, request.user ?? null);
    if (changes(endpoint) && usesCookie(request) && !originIsOurs(request, this.config))
      throw new ClubError('foreign-origin');
    return true;
  }

  // Nobody recognised is not an error here: public endpoints want to know, others refuse in `admit`.
  override handleRequest<User>(error: unknown, user: User): User {
    if (error instanceof Error) throw error;
    return (user || null) as User;
  }
}

const changes = (endpoint: AnyEndpoint): boolean => endpoint.method !== 'GET';

// A request with a cookie, or one that is about to set one, comes from a browser: its origin must be ours.
const usesCookie = (request: ClubRequest): boolean => request.user?.kind !== 'api-key';

const admit = (access: Access, actor: Actor | null): void => {
  if (access === 'public') return;
  if (!actor) throw new ClubError('not-signed-in');
  if (actor.kind === 'api-key') return admitKey(access, actor.scopes);
  if (access === 'signed-in') return;
  if (!hasRole(actor, ...access.roles)) throw new ClubError('not-allowed');
};

const admitKey = (access: Exclude<Access, 'public'>, scopes: readonly string[]): void => {
  const needed = access === 'signed-in' ? undefined : access.scope;
  if (needed === undefined || !(scopes.includes('*') || scopes.includes(needed))) {
    throw new ClubError('not-allowed', needed ? `The key lacks the scope ${needed}` : 'Not for API keys');
  }
};
