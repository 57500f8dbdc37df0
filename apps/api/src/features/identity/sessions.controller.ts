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
import passport from 'passport';
import { configToken, type Config } from '../../config.ts';
import type { AccountActor, Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
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
import { Browsers } from './browsers.ts';
import { NewDeviceNotice } from './new-device-notice.ts';
import { clearSessionCookie, readSessionCookie } from './session-cookie.ts';
import { SignInPace } from './sign-in-pace.ts';
import { describe, SessionsService } from './sessions.service.ts';

const quarterHour = 900;

@Controller()
export class SessionsController {
  constructor(
    private readonly sessions: SessionsService,
    private readonly accounts: Accounts,
    private readonly attempts: Attempts,
    private readonly browsers: Browsers,
    private readonly pace: SignInPace,
    private readonly newDevice: NewDeviceNotice,
    private readonly transactions: Transactions,
    @Inject(configToken) private readonly config: Config,
  ) {}

  @Contract(signIn)
  async signIn(
    @Input() { body }: InputOf<typeof signIn>,
    @RawRequest() request: ClubRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    const visitor = await this.browsers.visitor(request, body.email);
    await this.pace.admit(visitor);
    const account = await authenticate(body);
    if (!account) {
      await this.pace.failed(visitor);
      throw new ClubError('wrong-credentials');
    }
    await this.pace.succeeded(visitor);
    return this.transactions.run(async () => {
      const device = request.headers['user-agent'] ?? '';
      const known = await this.browsers.knows(request, account.id);
      const opened = await this.sessions.open(account.id, device);
      if (!known) await this.newDevice.send(opened.session, device);
      return this.browsers.signIn(request, reply, opened);
    });
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
    return { data: await this.sessions.listOf(accountOf(actor)), cursor: { next: null } };
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

const authenticate = (credentials: { email: string; password: string }): Promise<{ id: string } | false> =>
  new Promise((resolve, reject) => {
    const decide = passport.authenticate(
      'local',
      { session: false },
      (error: Error | null, user: { id: string } | false) => {
        if (error) reject(error);
        else resolve(user);
      },
    ) as (request: object, response: object, next: () => void) => void;
    decide({ body: credentials }, {}, () => resolve(false));
  });
