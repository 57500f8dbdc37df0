import { Controller, Inject, Res } from '@nestjs/common';
import { getSetup, openSetup, setUpClub, setUpLogo, type Club, type Setup } from '@regulars/contracts';
import type { FastifyReply } from 'fastify';
import { configToken, type Config } from '../../config.ts';
import { Contract, Input, RawRequest, type ClubRequest, type InputOf } from '../../platform/http/contract.ts';
import { limitKeyOf } from '../../platform/http/origin.ts';
import { Attempts } from '../identity/index.ts';
import { FirstLook } from './first-look.ts';
import { readSetupCookie, writeSetupCookie } from './setup-cookie.ts';
import { SetupLink } from './setup-link.ts';

const quarterHour = 900;

@Controller()
export class SetupController {
  constructor(
    private readonly link: SetupLink,
    private readonly look: FirstLook,
    private readonly attempts: Attempts,
    @Inject(configToken) private readonly config: Config,
  ) {}

  @Contract(openSetup)
  async open(
    @Input() { body }: InputOf<typeof openSetup>,
    @RawRequest() request: ClubRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Setup> {
    await this.attempts.count('set-up', limitKeyOf(request), 60, quarterHour);
    const state = await this.link.state(body.token);
    writeSetupCookie(reply, this.config, body.token, new Date(state.expiresAt));
    return state;
  }

  @Contract(getSetup)
  async show(@RawRequest() request: ClubRequest): Promise<Setup> {
    return this.link.state(readSetupCookie(request));
  }

  @Contract(setUpClub)
  async saveClub(
    @Input() { body }: InputOf<typeof setUpClub>,
    @RawRequest() request: ClubRequest,
  ): Promise<Club> {
    return this.look.save(readSetupCookie(request), body);
  }

  @Contract(setUpLogo)
  async saveLogo(@RawRequest() request: ClubRequest): Promise<Club> {
    return this.look.saveLogo(readSetupCookie(request), request.body);
  }
}
