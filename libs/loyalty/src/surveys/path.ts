import { holds, type Subject } from '@regulars/conditions';
import type { SurveyDefinition } from './definition.ts';
import { keptAnswer, refusedAnswer, type SurveyQuestion } from './kinds/index.ts';
import { fault, type Answer, type SurveyFault } from './kinds/kind.ts';

/** Answers by the key of their question; null for a question that was skipped. */
export type Answers = ReadonlyMap<string, Answer | null>;

/** How far someone came. */
export interface SurveyPath {
  /** The questions that were asked and answered or skipped, in order. */
  readonly done: readonly SurveyQuestion[];
  /** Null at the end. */
  readonly next: SurveyQuestion | null;
}

/** The way through the questions of a sound definition with these answers. Answers beside the way count nothing. */
export const pathOf = ({ questions }: SurveyDefinition, answers: Answers): SurveyPath => {
  const done: SurveyQuestion[] = [];
  const onTheWay = new Map<string, Answer | null>();
  let index = 0;
  for (;;) {
    const question = questions[index];
    if (!question) return { done, next: null };
    const answer = answers.get(question.key);
    if (answer === undefined) return { done, next: question };
    done.push(question);
    onTheWay.set(question.key, answer);
    index = indexAfter(questions, index, subjectOf(questions, onTheWay));
  }
};

const indexAfter = (questions: readonly SurveyQuestion[], index: number, subject: Subject): number => {
  const jump = questions[index]?.next.find(({ when }) => when === null || holds(when, subject));
  if (!jump) return index + 1;
  const target = questions.findIndex(({ key }) => key === jump.to);
  return jump.to === null || target <= index ? questions.length : target;
};

/** Whether the survey ends after this question, whatever the answer. */
export const isLast = ({ questions }: SurveyDefinition, key: string): boolean => {
  const index = questions.findIndex((question) => question.key === key);
  const { next } = questions[index] ?? { next: [] };
  const always = next.findIndex(({ when }) => when === null);
  const taken = always === -1 ? next : next.slice(0, always + 1);
  return taken.every(({ to }) => to === null) && (always !== -1 || index === questions.length - 1);
};

const subjectOf = (questions: readonly SurveyQuestion[], answers: Answers): Subject => ({
  read: (fact, key) => {
    const question = questions.find((each) => each.key === key);
    const answer = answers.get(key) ?? null;
    if (!question || answer === null) return null;
    const { number, choices } = keptAnswer(question, answer);
    if (fact === 'answer.number') return number;
    return fact === 'answer.choices' ? choices : null;
  },
});

/** What is wrong with answers to a survey, with pointers: unknown questions, impossible answers, skipped ones that must be answered. */
export const checkAnswers = ({ questions }: SurveyDefinition, answers: Answers): SurveyFault[] =>
  [...answers].flatMap(([key, answer]) => {
    const question = questions.find((each) => each.key === key);
    const found = question ? checkAnswer(question, answer) : fault('this version asks no such question');
    return found ? [{ ...found, pointer: `/${key}${found.pointer}` }] : [];
  });

const checkAnswer = (question: SurveyQuestion, answer: Answer | null): SurveyFault | null => {
  if (answer !== null) return refusedAnswer(question, answer);
  return question.required ? fault('must be answered') : null;
};

/** All answers at once, as someone sends them who was asked elsewhere. */
interface WholeAnswers {
  /** Those on the way; null for what was skipped. */
  readonly answers: Answers;
  /** What is wrong with them, with pointers. None, and nothing can follow. */
  readonly faults: readonly SurveyFault[];
}

/** What was not answered on the way is skipped; answers beside the way count nothing. */
export const wholeAnswers = (definition: SurveyDefinition, given: Answers): WholeAnswers => {
  const faults = checkAnswers(definition, given);
  const answers = new Map(given);
  for (;;) {
    const { done, next } = pathOf(definition, answers);
    if (!next || faults.length > 0) {
      const onTheWay = done.map(({ key }): [string, Answer | null] => [key, answers.get(key) ?? null]);
      return { answers: new Map(onTheWay), faults };
    }
    faults.push(...checkAnswers(definition, new Map([[next.key, null]])));
    answers.set(next.key, null);
  }
};
