import { fault, nothingKept, plainly, type Asked, type QuestionKind } from './kind.ts';

/** A day. */
export interface DateQuestion extends Asked {
  readonly kind: 'date';
  /** YYYY-MM-DD; null for any. */
  readonly from: string | null;
  readonly to: string | null;
}

const isDay = (value: unknown): value is string => {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/u.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
};

export const date: QuestionKind<DateQuestion> = {
  kind: 'date',
  goodFrom: null,
  asks: null,
  check: ({ from, to }) =>
    from !== null && to !== null && from > to ? [fault('after the last day', '/from')] : [],
  refuse: ({ from, to }, answer) => {
    if (!isDay(answer)) return fault('a day as YYYY-MM-DD');
    if (from !== null && answer < from) return fault(`not before ${from}`);
    return to !== null && answer > to ? fault(`not after ${to}`) : null;
  },
  keep: (answer) => ({ ...nothingKept, words: typeof answer === 'string' ? answer : null }),
  recall: ({ words }) => words,
  scale: () => null,
  values: () => null,
  say: (_, answer) => plainly(answer),
};
