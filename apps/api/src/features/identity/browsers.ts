import { Inject, Injectable } from '@nestjs/common';
import type { Session } from '@regulars/contracts';
import type { FastifyReply } from 'fastify';
import { dayMs } from '@regulars/loyalty';
import { configToken, type Config } from '../../config.ts';
import { Clock } from '../../platform/clock.ts';
import type { ClubRequest } from '../../platform/http/contract.ts';
import { limitKeyOf } from '../../platform/http/origin.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { KnownBrowsersRepository } from './known-browsers.repository.ts';
import { readBrowserMark, writeBrowserMark, writeSessionCookie } from './session-cookie.ts';
import type { Visitor } from './sign-in-pace.ts';
import type { OpenedSession } from './sessions.service.ts';
import { hashToken, newToken } from './tokens.ts';

const keptMs = 400 * dayMs;

/** Browsers that people signed in from. Each has a mark that outlives its sessions. */
@Injectable()
export class Browsers {
  constructor(
    private readonly browsers: KnownBrowsersRepository,
    private readonly clock: Clock,
    jobs: Jobs,
    @Inject(configToken) private readonly config: Config,
  ) {
    jobs.register({
      name: 'sweep-known-browsers',
      cron: '37 3 * * *',
      run: () => this.browsers.sweep(new Date(this.clock.now() - keptMs)),
    });
  }

  /** Whether someone has signed in to this account from this browser before. */
  async knows(request: ClubRequest, accountId: string): Promise<boolean> {
    const mark = readBrowserMark(request, this.config);
    return mark !== undefined && (await this.browsers.isKnown(accountId, hashToken(mark)));
  }

  /** The members who signed in from this browser before. */
  async membersOf(request: ClubRequest): Promise<string[]> {
    const mark = readBrowserMark(request, this.config);
    return mark === undefined ? [] : this.browsers.membersOf(hashToken(mark));
  }

  /** The visitor who signs in. */
  async visitor(request: ClubRequest, email: string): Promise<Visitor> {
    const mark = readBrowserMark(request, this.config);
    const found = await this.browsers.lookUp(email, mark === undefined ? null : hashToken(mark));
    const known =
      mark !== undefined && found.known_to.length > 0
        ? { mark, accountIds: found.known_to, byOwner: found.by_owner }
        : null;
    return { email: found.email, address: limitKeyOf(request), known };
  }

  /** Hands over the session. From now on the account knows the browser. */
  async signIn(request: ClubRequest, reply: FastifyReply, opened: OpenedSession): Promise<Session> {
    writeSessionCookie(reply, this.config, opened.token, opened.maxAgeSeconds);
    const mark = readBrowserMark(request, this.config) ?? newToken();
    writeBrowserMark(reply, this.config, mark, keptMs / 1000);
    const { id, account } = opened.session;
    await this.browsers.remember(account.id, id, hashToken(mark), this.clock.date());
    return opened.session;
  }
}
