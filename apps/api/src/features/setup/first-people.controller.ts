import { Controller, Inject, Res } from '@nestjs/common';
import { inviteFirstCashier, setUpAdmin, type ReplyOf, type Session } from '@regulars/contracts';
import type { FastifyReply } from 'fastify';
import { configToken, type Config } from '../../config.ts';
import type { Actor } from '../../platform/actor.ts';
import {
  Contract,
  CurrentActor,
  Input,
  RawRequest,
  type ClubRequest,
  type InputOf,
} from '../../platform/http/contract.ts';
import { Browsers } from '../identity/index.ts';
import { StaffService } from '../staff/index.ts';
import { FirstAdmin } from './first-admin.ts';
import { clearSetupCookie, readSetupCookie } from './setup-cookie.ts';

/** The admin of the club, and the person at its first till. */
@Controller()
export class FirstPeopleController {
  constructor(
    private readonly admin: FirstAdmin,
    private readonly staff: StaffService,
    private readonly browsers: Browsers,
    @Inject(configToken) private readonly config: Config,
  ) {}

  @Contract(setUpAdmin)
  async appoint(
    @Input() { body }: InputOf<typeof setUpAdmin>,
    @RawRequest() request: ClubRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    const device = request.headers['user-agent'] ?? '';
    const opened = await this.admin.appoint(readSetupCookie(request), body, device);
    clearSetupCookie(reply, this.config);
    return this.browsers.signIn(request, reply, opened);
  }

  @Contract(inviteFirstCashier)
  async invite(
    @Input() { body }: InputOf<typeof inviteFirstCashier>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof inviteFirstCashier>> {
    return this.staff.inviteWithLink(actor, { ...body, role: 'cashier' });
  }
}
