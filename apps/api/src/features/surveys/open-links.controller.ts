import { Controller } from '@nestjs/common';
import {
  beginOpenSurvey,
  createReceiptLink,
  createSurveyLink,
  getOpenSurvey,
  type OwnSurvey,
  type ReplyOf,
  type SurveyLink,
} from '@regulars/contracts';
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
import { Attempts } from '../identity/index.ts';
import { OpenLinks } from './open-links.ts';
import { OpenSurveys } from './open-surveys.ts';

/** Responses that one address may begin with open links in an hour. A shop's guests share one. */
const mostBegun = 60;

@Controller()
export class OpenLinksController {
  constructor(
    private readonly links: OpenLinks,
    private readonly surveys: OpenSurveys,
    private readonly attempts: Attempts,
  ) {}

  @Contract(createSurveyLink)
  async make(
    @Input() { params, body }: InputOf<typeof createSurveyLink>,
    @CurrentActor() actor: Actor,
  ): Promise<SurveyLink> {
    return this.links.make(actor, params.id, body);
  }

  @Contract(createReceiptLink)
  async makeForReceipt(
    @Input() { body }: InputOf<typeof createReceiptLink>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof createReceiptLink>> {
    return { page: await this.links.pageFor(actor, body) };
  }

  @Contract(getOpenSurvey)
  async showOpen(
    @Input() { params, query }: InputOf<typeof getOpenSurvey>,
    @RawRequest() request: ClubRequest,
  ): Promise<OwnSurvey> {
    return this.attempts.withLink(limitKeyOf(request), () =>
      this.surveys.screen(params.token, query.question),
    );
  }

  @Contract(beginOpenSurvey)
  async begin(
    @Input() { params, body }: InputOf<typeof beginOpenSurvey>,
    @RawRequest() request: ClubRequest,
  ): Promise<ReplyOf<typeof beginOpenSurvey>> {
    const key = limitKeyOf(request);
    const limit = { what: 'survey-begun', key, most: mostBegun, seconds: 3600 };
    return this.attempts.withLink(key, () =>
      this.attempts.countSuccess(limit, () => this.surveys.begin(params.token, body)),
    );
  }
}
