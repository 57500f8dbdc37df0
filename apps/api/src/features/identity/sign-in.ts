import { Injectable } from '@nestjs/common';
import type { Session } from '@regulars/contracts';
import type { FastifyReply } from 'fastify';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { ClubRequest } from '../../platform/http/contract.ts';
import { Accounts, type Recognised } from './accounts.ts';
import { Browsers } from './browsers.ts';
import { NewDeviceNotice } from './new-device-notice.ts';
import { SignInPace } from './sign-in-pace.ts';
import { SessionsService } from './sessions.service.ts';

interface Typed {
  readonly email: string;
  readonly password: string;
}

/** Sign-in by e-mail and password, at the visitor's pace. */
@Injectable()
export class SignIn {
  constructor(
    private readonly accounts: Accounts,
    private readonly pace: SignInPace,
    private readonly sessions: SessionsService,
    private readonly browsers: Browsers,
    private readonly newDevice: NewDeviceNotice,
    private readonly transactions: Transactions,
  ) {}

  /** Throws `wrong-credentials`, `too-many-requests`. */
  async signIn(typed: Typed, request: ClubRequest, reply: FastifyReply): Promise<Session> {
    const recognised = await this.#recognise(typed, request);
    const { id } = recognised;
    return this.transactions.run(async () => {
      // A password change in the meantime ended all sessions, so no session with the old one may follow.
      if (!(await this.accounts.stillHas(recognised))) throw new ClubError('wrong-credentials');
      const device = request.headers['user-agent'] ?? '';
      const known = await this.browsers.knows(request, id);
      const opened = await this.sessions.open(id, device);
      if (!known) await this.newDevice.send(opened.session, device);
      return this.browsers.signIn(request, reply, opened);
    });
  }

  async #recognise(typed: Typed, request: ClubRequest): Promise<Recognised> {
    const visitor = await this.browsers.visitor(request, typed.email);
    const recognised = await this.pace.inTurn(visitor, async () => {
      const attempt = await this.pace.admit(visitor);
      return this.pace.settle(attempt, await this.accounts.recognise(typed.email, typed.password));
    });
    if (!recognised) throw new ClubError('wrong-credentials');
    return recognised;
  }
}
