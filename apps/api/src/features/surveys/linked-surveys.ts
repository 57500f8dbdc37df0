import { Injectable } from '@nestjs/common';
import type { answerLinkedSurvey, BodyOf, OwnSurvey, SurveyDefinition } from '@regulars/contracts';
import { AnonymousSurveys } from './anonymous-surveys.ts';
import { AskedResponses, type AskedResponse } from './asked-response.ts';
import { SurveyAnswers } from './survey-answers.ts';
import { SurveyLinks } from './survey-links.ts';
import { SurveyScreens } from './survey-screens.ts';

/** Surveys behind personal links, as their readers see them. Links may be forwarded: once sent, they show no answer. */
@Injectable()
export class LinkedSurveys {
  constructor(
    private readonly links: SurveyLinks,
    private readonly asked: AskedResponses,
    private readonly answers: SurveyAnswers,
    private readonly screens: SurveyScreens,
    private readonly anonymous: AnonymousSurveys,
  ) {}

  /** Throws `not-found`, `survey-not-open`. */
  async screen(token: string, question?: string): Promise<OwnSurvey> {
    return this.screenOf(await this.links.responseOf(token), question);
  }

  /** Throws `not-found`, and as `SurveyAnswers.answer`. */
  async answer(token: string, body: BodyOf<typeof answerLinkedSurvey>): Promise<OwnSurvey> {
    return this.answerOf(await this.links.responseOf(token), body);
  }

  /** Throws `not-found`, and as `AnonymousSurveys.begin`. */
  async begin(token: string, next: string): Promise<void> {
    await this.anonymous.begin({ responseId: await this.links.responseOf(token) }, next);
  }

  /** The same for a response that was found in another way. */
  async screenOf(responseId: string, question?: string): Promise<OwnSurvey> {
    return this.show(await this.asked.find({ responseId }), question);
  }

  async answerOf(responseId: string, body: BodyOf<typeof answerLinkedSurvey>): Promise<OwnSurvey> {
    return this.show(await this.answers.answer({ responseId }, body));
  }

  async show(asked: AskedResponse, question?: string): Promise<OwnSurvey> {
    if (asked.response.state !== 'sent') return this.screens.show(asked, question);
    const screen = await this.screens.show(asked);
    return namesAnswers(asked.definition.thanks) ? { ...screen, thanks: null } : screen;
  }
}

const namesAnswers = (page: SurveyDefinition['thanks']): boolean =>
  [page?.title, page?.text].some((texts) =>
    Object.values(texts ?? {}).some((text) => text.includes('{answer:')),
  );
