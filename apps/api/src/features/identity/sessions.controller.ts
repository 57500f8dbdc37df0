import { Controller, Inject, Res } from '@nestjs/common';
import {
  changePassword,
  currentSession,
  endOwnSession,
  listOwnSessions,
  signIn,
  signOut,
  type ReplyOf,
  type Session,
} from '@regulars/contracts';
import type { FastifyReply } from 'fastify';
import { configToken, type Config } from '../../config.ts';
import type { AccountActor, Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import {
  Contract,
  CurrentActor,
  Input,
  RawRequest,
  type ClubRequest,
  type InputOf,
} from '../../platform/http/contract.ts';
import { Accounts } from './accounts.ts';
import { Attempts } from './attempts.ts';
import { clearSessionCookie, readSessionCookie } from './session-cookie.ts';
import { SignIn } from './sign-in.ts';
import { describe, SessionsService } from './sessions.service.ts';

const quarterHour = 900;

@Controller()
export class SessionsController {
  constructor(
    private readonly signIns: SignIn,
    private readonly sessions: SessionsService,
    private readonly accounts: Accounts,
    private readonly attempts: Attempts,
    @Inject(configToken) private readonly config: Config,
  ) {}

  @Contract(signIn)
  async signIn(
    @Input() { body }: InputOf<typeof signIn>,
    @RawRequest() request: ClubRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    return this.signIns.signIn(body, request, reply);
  }

  @Contract(currentSession)
  async current(@RawRequest() request: ClubRequest): Promise<Session> {
    const row = await this.sessions.find(readSessionCookie(request, this.config) ?? '');
    if (!row) throw new ClubError('not-signed-in');
    return describe(row);
  }

  @Contract(signOut)
  async signOut(
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const account = accountOf(actor);
    await this.sessions.end(account, account.sessionId);
    clearSessionCookie(reply, this.config);
  }

  @Contract(listOwnSessions)
  async list(@CurrentActor() actor: Actor): Promise<ReplyOf<typeof listOwnSessions>> {
    const { id, sessionId } = accountOf(actor);
    const open = await this.sessions.listOf(id);
    return {
      data: open.map((session) => ({ ...session, current: session.id === sessionId })),
      cursor: { next: null },
    };
  }

  @Contract(endOwnSession)
  async end(@Input() { params }: InputOf<typeof endOwnSession>, @CurrentActor() actor: Actor): Promise<void> {
    await this.sessions.end(accountOf(actor), params.id);
  }

  @Contract(changePassword)
  async changePassword(
    @Input() { body }: InputOf<typeof changePassword>,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    const account = accountOf(actor);
    await this.attempts.count('change-password', account.sessionId, 10, quarterHour);
    await this.accounts.changePassword(account, body.current, body.next);
  }
}

const accountOf = (actor: Actor): AccountActor => {
  if (actor.kind !== 'account') throw new ClubError('not-allowed');
  return actor;
};
