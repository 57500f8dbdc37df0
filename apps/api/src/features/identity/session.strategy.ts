import { Inject, Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { Strategy } from 'passport-custom';
import { configToken, type Config } from '../../config.ts';
import type { AccountActor } from '../../platform/actor.ts';
import { strategies } from '../../platform/http/access.guard.ts';
import { Callers } from '../../platform/http/callers.ts';
import { readSessionCookie } from './session-cookie.ts';
import { actorOf, SessionsService } from './sessions.service.ts';

/** Identifies a browser by its session cookie. */
@Injectable()
export class SessionStrategy extends PassportStrategy(Strategy, strategies.session) {
  constructor(
    private readonly sessions: SessionsService,
    @Inject(configToken) private readonly config: Config,
    callers: Callers,
  ) {
    super();
    callers.use(strategies.session, this);
  }

  async validate(request: FastifyRequest): Promise<AccountActor | null> {
    const token = readSessionCookie(request, this.config);
    const row = token ? await this.sessions.find(token) : null;
    return row && actorOf(row);
  }
}
