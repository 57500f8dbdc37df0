import { fault, nothingKept, plainly, type Asked, type QuestionKind, type SurveyTexts } from './kind.ts';

export interface NumberQuestion extends Asked {
  readonly kind: 'number';
  readonly least: number;
  readonly most: number;
  readonly unit: SurveyTexts | null;
}

/** At most 2 decimal places. */
const isPlain = (value: number): boolean => Number(value.toFixed(2)) === value;

export const number: QuestionKind<NumberQuestion> = {
  kind: 'number',
  goodFrom: null,
  asks: 'answer.number',
  check: ({ least, most }) => (least > most ? [fault('more than the most', '/least')] : []),
  refuse: ({ least, most }, answer) =>
    typeof answer === 'number' && isPlain(answer) && answer >= least && answer <= most
      ? null
      : fault(`a number from ${least} to ${most} with at most 2 decimal places`),
  keep: (answer) => ({ ...nothingKept, number: typeof answer === 'number' ? answer : null }),
  recall: ({ number: kept }) => kept,
  scale: ({ least, most }) => ({ min: least, max: most }),
  values: () => null,
  say: (_, answer) => plainly(answer),
};
