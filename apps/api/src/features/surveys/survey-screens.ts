import { Injectable } from '@nestjs/common';
import type { OwnSurvey } from '@regulars/contracts';
import { pathOf, piped, saidAnswer, type Piped, type SurveyQuestion } from '@regulars/loyalty';
import { ClubError } from '../../platform/club-error.ts';
import type { AskedResponse } from './asked-response.ts';
import { ReaderFacts } from './reader-facts.ts';
import { showQuestion } from './shown-question.ts';
import { ThanksCodes } from './thanks-codes.ts';

/** Shows one question after the other, with the texts filled for the reader. */
@Injectable()
export class SurveyScreens {
  constructor(
    private readonly reader: ReaderFacts,
    private readonly codes: ThanksCodes,
  ) {}

  /**
   * @param wanted the key of a question that was answered; the next one without
   * Throws `not-found` for one that was not answered on the way
   */
  async show({ survey, response, definition, answers }: AskedResponse, wanted?: string): Promise<OwnSurvey> {
    const { done, next } = pathOf(definition, answers);
    const questions: readonly SurveyQuestion[] = definition.questions;
    const place = wanted === undefined ? done.length : done.findIndex(({ key }) => key === wanted);
    if (place === -1) throw new ClubError('not-found');
    // Answers to an anonymous survey come without the member: first it begins.
    const isClosed = survey.anonymous && response.mode !== 'anonymous';
    const question = isClosed ? null : (done[place] ?? next);
    const known = await this.#known(response, done, answers);
    return {
      id: response.surveyId,
      version: response.version,
      state: response.state,
      welcome: shownPage(definition.welcome, known),
      question:
        question &&
        showQuestion(definition, question, {
          known,
          seed: response.id,
          answer: answers.get(question.key) ?? null,
          before: done[place - 1]?.key ?? null,
        }),
      answered: place,
      left: isClosed ? questions.length : question ? questions.length - questions.indexOf(question) : 0,
      thanks: shownPage(definition.thanks, known),
      // Points need an account.
      thanksPoints: response.memberId === null ? null : definition.thanksPoints,
      named: response.memberId !== null && !survey.anonymous,
      thanked: response.thanked,
      anonymous: survey.anonymous,
      thanksCode: response.state === 'sent' ? await this.codes.of(survey) : null,
    };
  }

  async #known(
    { memberId, locationId }: AskedResponse['response'],
    done: readonly SurveyQuestion[],
    answers: AskedResponse['answers'],
  ): Promise<Piped> {
    const said = done.map((question): [string, ReturnType<typeof saidAnswer>] => {
      const answer = answers.get(question.key) ?? null;
      return [question.key, answer === null ? null : saidAnswer(question, answer)];
    });
    return { facts: await this.reader.of(memberId, locationId), answers: new Map(said) };
  }
}

const shownPage = (page: OwnSurvey['welcome'], known: Piped): OwnSurvey['welcome'] =>
  page && { title: piped(page.title, known), text: page.text && piped(page.text, known) };
