import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Access, Operation } from '@regulars/contracts';
import { configToken, type Config } from '../../config.ts';
import { boundTo } from '../actor.ts';
import { Reach } from '../reach.ts';
import { ClubError } from '../club-error.ts';
import { admit, assertWithinReach } from './admission.ts';
import { Callers } from './callers.ts';
import { LeadingIds } from './leading-ids.ts';
import { contractKey, type ClubRequest } from './contract.ts';
import { originIsOurs } from './origin.ts';

/** Names of the passport strategies that identify callers. The identity feature provides them. */
export const strategies = { apiKey: 'api-key', session: 'session' } as const;
const recognising = Object.values(strategies);

/** Identifies the caller and admits only those named in the endpoint's contract. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly reach: Reach,
    private readonly callers: Callers,
    private readonly leading: LeadingIds,
    @Inject(configToken) private readonly config: Config,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const endpoint = this.reflector.get<Operation | undefined>(contractKey, context.getHandler());
    if (!endpoint) throw new ClubError('not-found');
    const request = context.switchToHttp().getRequest<ClubRequest>();
    // The web page of a shop calls. A person who is signed in to the portal in the same browser is not concerned.
    if (endpoint.crossOrigin) return true;
    // An unknown caller is not an error here: public endpoints may use it, and `admit` refuses it elsewhere.
    const caller = await this.callers.recognise(recognising, request);
    request.user = caller;
    admit(endpoint.access, caller);
    if (endpoint.path.startsWith('/members/{id}')) await this.#follow(request);
    await this.#keepWithin(endpoint.access, request);
    if (changes(endpoint) && usesCookie(request) && !originIsOurs(request, this.config))
      throw new ClubError('foreign-origin');
    return true;
  }

  /** A member who was merged into another one: what the call means is that member. */
  async #follow(request: ClubRequest): Promise<void> {
    const params = request.params as { id?: string };
    if (params.id === undefined || !uuid.test(params.id)) return;
    const survivor = await this.leading.survivorOf(params.id.toLowerCase());
    if (survivor === params.id.toLowerCase()) return;
    request.movedTo = request.url.replace(params.id, survivor);
    params.id = survivor;
  }

  /**
   * Callers bound to locations stay there. Handlers enforce `location`, because they know what belongs where.
   */
  async #keepWithin(access: Access, { user, params }: ClubRequest): Promise<void> {
    if (typeof access === 'string' || !user || boundTo(user) === null) return;
    assertWithinReach(access, user);
    const { id = '' } = params as { id?: string };
    if (access.reach === 'member' && uuid.test(id)) await this.reach.toMember(user, id);
  }
}

// Anything but a uuid names nobody; validation reports it later.
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const changes = (endpoint: Operation): boolean => endpoint.method !== 'GET';

// A request that has a cookie or will set one comes from a browser, so its origin must be ours.
const usesCookie = (request: ClubRequest): boolean => request.user?.kind !== 'api-key';
