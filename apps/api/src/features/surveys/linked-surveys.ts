import { Injectable } from '@nestjs/common';
import type { answerLinkedSurvey, BodyOf, OwnSurvey, SurveyDefinition } from '@regulars/contracts';
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
  ) {}

  /** Throws `not-found`, `survey-not-open`. */
  async screen(token: string, question?: string): Promise<OwnSurvey> {
    const responseId = await this.links.responseOf(token);
    return this.#shown(await this.asked.find({ responseId }), question);
  }

  /** Throws `not-found`, and as `SurveyAnswers.answer`. */
  async answer(token: string, body: BodyOf<typeof answerLinkedSurvey>): Promise<OwnSurvey> {
    const responseId = await this.links.responseOf(token);
    return this.#shown(await this.answers.answer({ responseId }, body));
  }

  async #shown(asked: AskedResponse, question?: string): Promise<OwnSurvey> {
    if (asked.response.state !== 'sent') return this.screens.show(asked, question);
    const screen = await this.screens.show(asked);
    return namesAnswers(asked.definition.thanks) ? { ...screen, thanks: null } : screen;
  }
}

const namesAnswers = (page: SurveyDefinition['thanks']): boolean =>
  [page?.title, page?.text].some((texts) =>
    Object.values(texts ?? {}).some((text) => text.includes('{answer:')),
  );
