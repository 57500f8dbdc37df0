import { Controller, Inject, Res } from '@nestjs/common';
import { register, type Session } from '@regulars/contracts';
import type { FastifyReply } from 'fastify';
import { configToken, type Config } from '../../config.ts';
import { Contract, Input, RawRequest, type ClubRequest, type InputOf } from '../../platform/http/contract.ts';
import { limitKeyOf } from '../../platform/http/origin.ts';
import { Attempts, Browsers } from '../identity/index.ts';
import { Registration } from './registration.ts';

const hour = 3600;
/** Mostly weak passwords. Joining allows no guessing, but each try costs something. */
const mostRefused = 100;
/** Each sends a mail there. */
const mostOfEmail = 10;

@Controller()
export class RegistrationsController {
  constructor(
    private readonly registration: Registration,
    private readonly attempts: Attempts,
    private readonly browsers: Browsers,
    @Inject(configToken) private readonly config: Config,
  ) {}

  @Contract(register)
  async register(
    @Input() { body }: InputOf<typeof register>,
    @RawRequest() request: ClubRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    const browserOf = body.referral ? await this.browsers.membersOf(request) : [];
    const opened = await this.#asOneOfMany(request, body.email, () =>
      this.registration.join(body, request.headers['user-agent'] ?? '', browserOf),
    );
    return this.browsers.signIn(request, reply, opened);
  }

  /** Hundreds may join in a shop whose Wi-Fi has one address. */
  async #asOneOfMany<Result>(
    request: ClubRequest,
    email: string,
    join: () => Promise<Result>,
  ): Promise<Result> {
    const address = { key: limitKeyOf(request), seconds: hour };
    const refused = { ...address, what: 'register-refused', most: mostRefused };
    const joined = { ...address, what: 'register-address', most: this.config.JOINS_PER_HOUR };
    const ofEmail = { what: 'register-email', key: email, most: mostOfEmail, seconds: hour };
    return this.attempts.countRefusals(
      refused,
      () => this.attempts.countSuccess(joined, () => this.attempts.countSuccess(ofEmail, join)),
      ({ code }) => code !== 'too-many-requests',
    );
  }
}
