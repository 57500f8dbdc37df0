import { Controller } from '@nestjs/common';
import { answerLinkedSurvey, getLinkedSurvey, type OwnSurvey } from '@regulars/contracts';
import { Contract, Input, RawRequest, type ClubRequest, type InputOf } from '../../platform/http/contract.ts';
import { limitKeyOf } from '../../platform/http/origin.ts';
import { Attempts } from '../identity/index.ts';
import { LinkedSurveys } from './linked-surveys.ts';

@Controller()
export class SurveyLinksController {
  constructor(
    private readonly linked: LinkedSurveys,
    private readonly attempts: Attempts,
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
}
