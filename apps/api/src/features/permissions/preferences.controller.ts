import { Controller, Res } from '@nestjs/common';
import {
  getOwnPreferencesLink,
  getPreferences,
  setPreferences,
  showUnsubscription,
  unsubscribe,
  type Preferences as Shown,
  type ReplyOf,
} from '@regulars/contracts';
import type { FastifyReply } from 'fastify';
import {
  Contract,
  CurrentMember,
  Input,
  RawRequest,
  type ClubRequest,
  type InputOf,
} from '../../platform/http/contract.ts';
import { limitKeyOf } from '../../platform/http/origin.ts';
import { Attempts } from '../identity/index.ts';
import { Preferences } from './preferences.ts';

@Controller()
export class PreferencesController {
  constructor(
    private readonly preferences: Preferences,
    private readonly attempts: Attempts,
  ) {}

  @Contract(getPreferences)
  async show(
    @Input() { params }: InputOf<typeof getPreferences>,
    @RawRequest() request: ClubRequest,
  ): Promise<Shown> {
    return this.attempts.withLink(limitKeyOf(request), () => this.preferences.show(params.token));
  }

  @Contract(getOwnPreferencesLink)
  async own(@CurrentMember() memberId: string): Promise<ReplyOf<typeof getOwnPreferencesLink>> {
    return { page: await this.preferences.ownPath(memberId) };
  }

  @Contract(setPreferences)
  async choose(
    @Input() { params, body }: InputOf<typeof setPreferences>,
    @RawRequest() request: ClubRequest,
  ): Promise<Shown> {
    return this.attempts.withLink(limitKeyOf(request), () => this.preferences.choose(params.token, body));
  }

  // Scanners of mails follow every link, so this only shows the page.
  @Contract(showUnsubscription)
  async lead(
    @Input() { params }: InputOf<typeof showUnsubscription>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await reply.redirect(this.preferences.pageOf(params.token), 303);
  }

  @Contract(unsubscribe)
  async unsubscribe(
    @Input() { params, query }: InputOf<typeof unsubscribe>,
    @RawRequest() request: ClubRequest,
  ): Promise<void> {
    await this.attempts.withLink(limitKeyOf(request), () =>
      this.preferences.unsubscribe(params.token, query),
    );
  }
}
