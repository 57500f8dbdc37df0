import type { SurveyAnswer, SurveyDefinition } from '@regulars/contracts';
import { checkAnswers, saidAnswer, type Answers, type Piped, type SurveyQuestion } from '@regulars/loyalty';

/** Answers are values: each one makes new ones. */
export const noAnswers: Answers = new Map();

export const withAnswer = (answers: Answers, key: string, answer: SurveyAnswer | null): Answers =>
  new Map([...answers, [key, answer]]);

export const isPossible = (definition: SurveyDefinition, key: string, answer: SurveyAnswer | null): boolean =>
  checkAnswers(definition, new Map([[key, answer]])).length === 0;

/** What the next texts may repeat. */
export const knownAfter = (
  done: readonly SurveyQuestion[],
  answers: Answers,
  facts: Piped['facts'],
): Piped => {
  const said = done.map((question): [string, ReturnType<typeof saidAnswer>] => {
    const answer = answers.get(question.key) ?? null;
    return [question.key, answer === null ? null : saidAnswer(question, answer)];
  });
  return { facts, answers: new Map(said) };
};
