import { Injectable } from '@nestjs/common';
import type { answerSurvey, BodyOf, listOwnSurveys, OwnSurvey, ReplyOf, Texts } from '@regulars/contracts';
import { piped } from '@regulars/loyalty';
import { toInstant } from '../../platform/clock.ts';
import { AskedResponses, type AskedResponse } from './asked-response.ts';
import { AskedSurveys } from './asked-surveys.ts';
import { SurveyAnswers } from './survey-answers.ts';
import { SurveyScreens } from './survey-screens.ts';

/** The surveys of members as they see them. */
@Injectable()
export class OwnSurveys {
  constructor(
    private readonly surveys: AskedSurveys,
    private readonly asked: AskedResponses,
    private readonly answers: SurveyAnswers,
    private readonly screens: SurveyScreens,
  ) {}

  /** The last asked first. */
  async list(memberId: string): Promise<ReplyOf<typeof listOwnSurveys>> {
    const { open, permission } = await this.surveys.of(memberId);
    const data = [];
    for (const { survey, response } of open) {
      const found = await this.asked.find({ surveyId: survey.id, memberId });
      const { welcome, question, left, answered, thanksPoints } = await this.screens.show(found);
      data.push({
        id: survey.id,
        state: response.state === 'asked' ? ('asked' as const) : ('started' as const),
        title: welcome?.title ?? question?.title ?? firstTitle(found),
        questions: answered + left,
        thanksPoints,
        askedAt: toInstant(response.askedAt),
      });
    }
    return { data, cursor: { next: null }, permission };
  }

  /** Throws `not-found`, `survey-not-open`. */
  async screen(memberId: string, surveyId: string, question?: string): Promise<OwnSurvey> {
    return this.screens.show(await this.asked.find({ surveyId, memberId }), question);
  }

  /** Throws as `SurveyAnswers.answer`. */
  async answer(memberId: string, surveyId: string, body: BodyOf<typeof answerSurvey>): Promise<OwnSurvey> {
    return this.screens.show(await this.answers.answer({ surveyId, memberId }, body));
  }
}

const nobody = { 'first-name': '', tier: '', location: '' };

/** An anonymous survey shows no question before it begins. */
const firstTitle = ({ definition }: AskedResponse): Texts => {
  const [first] = definition.questions;
  return first ? piped(first.title, { facts: nobody, answers: new Map() }) : {};
};
