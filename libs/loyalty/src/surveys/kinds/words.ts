import { fault, nothingKept, plainly, type Asked, type QuestionKind } from './kind.ts';

interface Written extends Asked {
  /** Characters. */
  readonly longest: number;
}

/** One line. */
export interface ShortTextQuestion extends Written {
  readonly kind: 'short-text';
}

/** Several lines. */
export interface LongTextQuestion extends Written {
  readonly kind: 'long-text';
}

const written = <Question extends ShortTextQuestion | LongTextQuestion>(
  kind: Question['kind'],
): QuestionKind<Question> => ({
  kind,
  goodFrom: null,
  asks: null,
  check: () => [],
  refuse: ({ longest }, answer) => {
    if (typeof answer !== 'string' || answer === '') return fault('a text');
    return [...answer].length > longest ? fault(`at most ${longest} characters`) : null;
  },
  keep: (answer) => ({ ...nothingKept, words: typeof answer === 'string' ? answer : null }),
  recall: ({ words }) => words,
  scale: () => null,
  values: () => null,
  say: (_, answer) => plainly(answer),
});

export const longText = written<LongTextQuestion>('long-text');
export const shortText: QuestionKind<ShortTextQuestion> = {
  ...written<ShortTextQuestion>('short-text'),
  refuse: (question, answer) =>
    typeof answer === 'string' && /[\r\n]/u.test(answer)
      ? fault('one line')
      : written<ShortTextQuestion>('short-text').refuse(question, answer),
};
