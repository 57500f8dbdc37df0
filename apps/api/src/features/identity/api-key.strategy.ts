import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { Strategy } from 'passport-custom';
import type { KeyActor } from '../../platform/actor.ts';
import { strategies } from '../../platform/http/access.guard.ts';
import { Callers } from '../../platform/http/callers.ts';
import { ApiKeysService } from './api-keys.service.ts';

/** Identifies an API client by `Authorization: Bearer rk_live_…`. */
@Injectable()
export class ApiKeyStrategy extends PassportStrategy(Strategy, strategies.apiKey) {
  constructor(
    private readonly keys: ApiKeysService,
    callers: Callers,
  ) {
    super();
    callers.use(strategies.apiKey, this);
  }

  async validate(request: FastifyRequest): Promise<KeyActor | null> {
    const secret = /^Bearer (rk_live_[\w-]{21,101})$/.exec(request.headers.authorization ?? '')?.[1];
    return secret ? this.keys.recognise(secret) : null;
  }
}
