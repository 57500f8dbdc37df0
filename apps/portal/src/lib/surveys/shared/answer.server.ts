import type { OwnSurvey, SurveyAnswer } from '@regulars/contracts';
import { ApiProblem } from '#lib/server/api.ts';
import { Faults, openForm, submit } from '#lib/server/submit.ts';
import { m } from '#lib/paraglide/messages.js';
import type { RequestEvent } from '@sveltejs/kit';
import { readAnswer } from './read-answer.ts';
import { wrongAnswer } from './wrong-answer.ts';

/** Its choices are named by the options of a question. */
const given = openForm('answer');

const skipped = { answer: null, lacksWords: false };

interface Calls {
  /** The survey at the question that is answered. */
  screen(): Promise<OwnSurvey>;
  answer(body: {
    version: number;
    answers: Record<string, SurveyAnswer | null>;
    complete: boolean;
  }): Promise<OwnSurvey>;
}

/** The form action of `SurveyPage`: keeps an answer, skips a question or sends the survey. */
export const answerForm = (event: Pick<RequestEvent, 'request' | 'platform'>, calls: Calls) =>
  submit(event, given, async (sent) => {
    const { question: key = '', does = '' } = sent;
    const version = Number(sent['version']);
    const { question } = key === '' ? { question: null } : await calls.screen();
    const complete = does === 'send' || does === 'alone';
    if (question?.key !== key) {
      // The last question was answered before, or on another device.
      return calls.answer({ version, answers: {}, complete: complete && key === '' });
    }
    const isSkipped = does === 'skip' || does === 'alone';
    const { answer, lacksWords } = isSkipped ? skipped : readAnswer(question, sent);
    if (lacksWords) throw new Faults({ other: m.asking_wrong_words() });
    try {
      return await calls.answer({ version, answers: { [key]: answer }, complete });
    } catch (thrown) {
      if (!(thrown instanceof ApiProblem) || thrown.code !== 'invalid-request') throw thrown;
      const isHere = Object.keys(thrown.fields).some((pointer) => pointer.split('/')[2] === key);
      throw new Faults({ value: isHere ? wrongAnswer(question, answer) : m.asking_wrong_earlier() });
    }
  });
