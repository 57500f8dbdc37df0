import { Controller, Inject, Res } from '@nestjs/common';
import {
  getSetup,
  inviteFirstCashier,
  openSetup,
  setUpAdmin,
  setUpClub,
  setUpLogo,
  type Club,
  type ReplyOf,
  type Session,
  type Setup as SetupState,
} from '@regulars/contracts';
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
import { limitKeyOf } from '../../platform/http/origin.ts';
import { Attempts, Browsers } from '../identity/index.ts';
import { StaffService } from '../staff/index.ts';
import { clearSetupCookie, readSetupCookie, writeSetupCookie } from './setup-cookie.ts';
import { Setup } from './setup.ts';

const quarterHour = 900;

@Controller()
export class SetupController {
  constructor(
    private readonly setup: Setup,
    private readonly staff: StaffService,
    private readonly attempts: Attempts,
    private readonly browsers: Browsers,
    @Inject(configToken) private readonly config: Config,
  ) {}

  @Contract(openSetup)
  async open(
    @Input() { body }: InputOf<typeof openSetup>,
    @RawRequest() request: ClubRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SetupState> {
    await this.attempts.count('set-up', limitKeyOf(request), 60, quarterHour);
    const state = await this.setup.state(body.token);
    writeSetupCookie(reply, this.config, body.token, new Date(state.expiresAt));
    return state;
  }

  @Contract(getSetup)
  async show(@RawRequest() request: ClubRequest): Promise<SetupState> {
    return this.setup.state(readSetupCookie(request));
  }

  @Contract(setUpClub)
  async saveClub(
    @Input() { body }: InputOf<typeof setUpClub>,
    @RawRequest() request: ClubRequest,
  ): Promise<Club> {
    return this.setup.saveClub(readSetupCookie(request), body);
  }

  @Contract(setUpLogo)
  async saveLogo(@RawRequest() request: ClubRequest): Promise<Club> {
    return this.setup.saveLogo(readSetupCookie(request), request.body);
  }

  @Contract(setUpAdmin)
  async appoint(
    @Input() { body }: InputOf<typeof setUpAdmin>,
    @RawRequest() request: ClubRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    const device = request.headers['user-agent'] ?? '';
    const opened = await this.setup.appoint(readSetupCookie(request), body, device);
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
