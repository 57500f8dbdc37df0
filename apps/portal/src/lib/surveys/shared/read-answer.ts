import type { ShownQuestion, SurveyAnswer } from '@regulars/contracts';
import { choicesIn, otherChoice } from './choice-fields.ts';

/** As the fields of `QuestionFields` send it. */
type Sent = Readonly<Record<string, string>>;

interface Given {
  readonly value: string;
  readonly choices: readonly string[];
  readonly other: string;
}

interface ReadAnswer {
  /** Null if nothing was answered. */
  readonly answer: SurveyAnswer | null;
  /** Own words were chosen, and none written. */
  readonly lacksWords: boolean;
}

/** The API refuses a text that is not a number. It is not a skipped question either. */
const numberIn = (value: string): SurveyAnswer => {
  const read = Number(value.replace(',', '.'));
  return Number.isFinite(read) ? read : value;
};

const chosenIn = ({ most }: ShownQuestion, { choices, other }: Given): ReadAnswer => {
  const chosen = choices.filter((choice) => choice !== otherChoice);
  const isMore = most !== 1 || chosen.length === 0;
  const saysOther = choices.includes(otherChoice) || (other !== '' && isMore);
  if (saysOther && other === '') return { answer: null, lacksWords: true };
  if (chosen.length === 0 && !saysOther) return plain(null);
  return plain({ choices: chosen, ...(saysOther ? { other } : {}) });
};

const plain = (answer: SurveyAnswer | null): ReadAnswer => ({ answer, lacksWords: false });
const number = (_: ShownQuestion, { value }: Given) => plain(value === '' ? null : numberIn(value));
const words = (_: ShownQuestion, { value }: Given) => plain(value === '' ? null : value);

/** How the fields of each kind are read. */
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
  consent: (_, { value }) => plain(value === '' ? null : value === 'yes'),
} satisfies Record<ShownQuestion['kind'], (question: ShownQuestion, sent: Given) => ReadAnswer>;

/** What was answered in the fields of a question. */
export const readAnswer = (question: ShownQuestion, sent: Sent): ReadAnswer => {
  const { value = '', other = '' } = sent;
  return readers[question.kind](question, {
    value: value.trim(),
    other: other.trim(),
    choices: choicesIn(sent),
  });
};
