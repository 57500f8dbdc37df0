import type { OwnSurvey, ShownQuestion, SurveyAnswer } from '@regulars/contracts';
import { ApiProblem } from '#lib/server/api.ts';
import { Faults, openForm, submit } from '#lib/server/submit.ts';
import { m } from '#lib/paraglide/messages.js';
import type { RequestEvent } from '@sveltejs/kit';
import { choicesIn, otherChoice } from './choice-fields.ts';
import { wrongAnswer } from './wrong-answer.ts';

/** Its choices are named by the options of a question. */
const given = openForm('answer');

interface Given {
  readonly value: string;
  readonly choices: readonly string[];
  readonly other: string;
}

/** The API refuses a text that is not a number. It is not a skipped question either. */
const numberIn = (value: string): SurveyAnswer => {
  const read = Number(value.replace(',', '.'));
  return Number.isFinite(read) ? read : value;
};

const chosenIn = ({ most }: ShownQuestion, { choices, other }: Given): SurveyAnswer | null => {
  const chosen = choices.filter((choice) => choice !== otherChoice);
  const isMore = most !== 1 || chosen.length === 0;
  const saysOther = choices.includes(otherChoice) || (other !== '' && isMore);
  if (saysOther && other === '') throw new Faults({ other: m.asking_wrong_words() });
  if (chosen.length === 0 && !saysOther) return null;
  return { choices: chosen, ...(saysOther ? { other } : {}) };
};

const number = (_: ShownQuestion, { value }: Given) => (value === '' ? null : numberIn(value));
const words = (_: ShownQuestion, { value }: Given) => (value === '' ? null : value);

/** How the fields of each kind are read; null if nothing was answered. */
const readers = {
  nps: number,
  csat: number,
  ces: number,
  rating: number,
  number,
  single: chosenIn,
  multiple: chosenIn,
  picture: chosenIn,
  'short-text': words,
  'long-text': words,
  date: words,
  consent: (_, { value }) => (value === '' ? null : value === 'yes'),
} satisfies Record<ShownQuestion['kind'], (question: ShownQuestion, sent: Given) => SurveyAnswer | null>;

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
    const { question: key = '', does = '', value = '', other = '' } = sent;
    const version = Number(sent['version']);
    const { question } = key === '' ? { question: null } : await calls.screen();
    const complete = does === 'send' || does === 'alone';
    if (question?.key !== key) {
      // The last question was answered before, or on another device.
      return calls.answer({ version, answers: {}, complete: complete && key === '' });
    }
    const answer =
      does === 'skip' || does === 'alone'
        ? null
        : readers[question.kind](question, { value, other, choices: choicesIn(sent) });
    try {
      return await calls.answer({ version, answers: { [key]: answer }, complete });
    } catch (thrown) {
      if (!(thrown instanceof ApiProblem) || thrown.code !== 'invalid-request') throw thrown;
      const isHere = Object.keys(thrown.fields).some((pointer) => pointer.split('/')[2] === key);
      throw new Faults({ value: isHere ? wrongAnswer(question, answer) : m.asking_wrong_earlier() });
    }
  });
