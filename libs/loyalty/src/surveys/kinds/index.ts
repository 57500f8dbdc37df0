import {
  multiple,
  picture,
  single,
  type MultipleQuestion,
  type PictureQuestion,
  type SingleQuestion,
} from './choice.ts';
import { consent, type ConsentQuestion } from './consent.ts';
import { date, type DateQuestion } from './date.ts';
import {
  fault,
  nothingKept,
  type Answer,
  type AnswerScale,
  type KeptAnswer,
  type QuestionKind,
  type SaidAnswer,
  type SurveyFault,
} from './kind.ts';
import { number, type NumberQuestion } from './number.ts';
import {
  ces,
  csat,
  nps,
  rating,
  type CesQuestion,
  type CsatQuestion,
  type NpsQuestion,
  type RatingQuestion,
} from './scored.ts';
import { longText, shortText, type LongTextQuestion, type ShortTextQuestion } from './words.ts';

interface Kinds {
  nps: NpsQuestion;
  csat: CsatQuestion;
  ces: CesQuestion;
  single: SingleQuestion;
  multiple: MultipleQuestion;
  picture: PictureQuestion;
  rating: RatingQuestion;
  number: NumberQuestion;
  'short-text': ShortTextQuestion;
  'long-text': LongTextQuestion;
  date: DateQuestion;
  consent: ConsentQuestion;
}
type KindName = keyof Kinds;
type Of<K extends KindName> = { [P in K]: Kinds[P] & { readonly kind: P } }[K];
type Table = { readonly [K in KindName]: QuestionKind<Of<K>> };

/** A question of a survey, by kind. */
export type SurveyQuestion = Of<KindName>;

const kinds: Table = {
  nps,
  csat,
  ces,
  single,
  multiple,
  picture,
  rating,
  number,
  'short-text': shortText,
  'long-text': longText,
  date,
  consent,
};

type Meaning<Question extends SurveyQuestion> = Omit<QuestionKind<Question>, 'kind'>;

/** Of a newer version of the program, which stored it before the club went back to this one. */
const unknown: Meaning<SurveyQuestion> = {
  goodFrom: null,
  asks: null,
  check: () => [fault('this version does not know such a question', '/kind')],
  refuse: () => fault('this version does not know such a question'),
  keep: () => nothingKept,
  recall: () => null,
  scale: () => null,
  values: () => null,
  say: () => null,
};

const meaningOf = <K extends KindName>(kind: K): Meaning<Of<K>> =>
  Object.hasOwn(kinds, kind) ? kinds[kind] : unknown;

export const checkQuestion = <K extends KindName>(question: Of<K>): SurveyFault[] =>
  meaningOf(question.kind).check(question);

/** What the conditions of a branch can ask about it. */
export const asksAbout = ({ kind }: SurveyQuestion): QuestionKind<SurveyQuestion>['asks'] =>
  meaningOf(kind).asks;

/** Null if the answer is possible. */
export const refusedAnswer = <K extends KindName>(question: Of<K>, answer: Answer): SurveyFault | null =>
  meaningOf(question.kind).refuse(question, answer);

export const keptAnswer = ({ kind }: SurveyQuestion, answer: Answer): KeptAnswer =>
  meaningOf(kind).keep(answer);

/** Null if it was skipped. */
export const recalledAnswer = ({ kind }: SurveyQuestion, kept: KeptAnswer): Answer | null =>
  meaningOf(kind).recall(kept);

export const scaleOf = <K extends KindName>(question: Of<K>): AnswerScale | null =>
  meaningOf(question.kind).scale(question);

export const valuesOf = <K extends KindName>(question: Of<K>): readonly string[] | null =>
  meaningOf(question.kind).values(question);

export const goodFrom = ({ kind }: SurveyQuestion): number | null => meaningOf(kind).goodFrom;

export const saidAnswer = <K extends KindName>(question: Of<K>, answer: Answer): SaidAnswer | null =>
  meaningOf(question.kind).say(question, answer);
