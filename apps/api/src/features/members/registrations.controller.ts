import { Controller, Res } from '@nestjs/common';
import { register, type Session } from '@regulars/contracts';
import type { FastifyReply } from 'fastify';
import { Contract, Input, RawRequest, type ClubRequest, type InputOf } from '../../platform/http/contract.ts';
import { visitorAddress } from '../../platform/http/origin.ts';
import { Attempts, Browsers } from '../identity/index.ts';
import { Enrolment } from './enrolment.ts';

const hour = 3600;

@Controller()
export class RegistrationsController {
  constructor(
    private readonly enrolment: Enrolment,
    private readonly attempts: Attempts,
    private readonly browsers: Browsers,
  ) {}

  @Contract(register)
  async register(
    @Input() { body }: InputOf<typeof register>,
    @RawRequest() request: ClubRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    await this.attempts.count('register-address', visitorAddress(request), 60, hour);
    await this.attempts.count('register-email', body.email, 10, hour);
    const opened = await this.enrolment.register(body, request.headers['user-agent'] ?? '');
    return this.browsers.signIn(request, reply, opened);
  }
}
