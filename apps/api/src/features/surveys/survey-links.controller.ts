import { Controller } from '@nestjs/common';
import {
  answerLinkedSurvey,
  beginAnonymousSurvey,
  beginLinkedSurvey,
  getLinkedSurvey,
  type OwnSurvey,
} from '@regulars/contracts';
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
import { AnonymousSurveys } from './anonymous-surveys.ts';
import { LinkedSurveys } from './linked-surveys.ts';

@Controller()
export class SurveyLinksController {
  constructor(
    private readonly linked: LinkedSurveys,
    private readonly attempts: Attempts,
    private readonly anonymous: AnonymousSurveys,
  ) {}

  @Contract(getLinkedSurvey)
  async show(
    @Input() { params, query }: InputOf<typeof getLinkedSurvey>,
    @RawRequest() request: ClubRequest,
  ): Promise<OwnSurvey> {
    return this.attempts.withLink(limitKeyOf(request), () =>
      this.linked.screen(params.token, query.question),
    );
  }

  @Contract(answerLinkedSurvey)
  async answer(
    @Input() { params, body }: InputOf<typeof answerLinkedSurvey>,
    @RawRequest() request: ClubRequest,
  ): Promise<OwnSurvey> {
    return this.attempts.withLink(limitKeyOf(request), () => this.linked.answer(params.token, body));
  }

  @Contract(beginLinkedSurvey)
  async beginWithLink(
    @Input() { params, body }: InputOf<typeof beginLinkedSurvey>,
    @RawRequest() request: ClubRequest,
  ): Promise<void> {
    await this.attempts.withLink(limitKeyOf(request), () => this.linked.begin(params.token, body.token));
  }

  @Contract(beginAnonymousSurvey)
  async begin(
    @Input() { params, body }: InputOf<typeof beginAnonymousSurvey>,
    @CurrentMember() memberId: string,
  ): Promise<void> {
    await this.anonymous.begin({ surveyId: params.id, memberId }, body.token);
  }
}
