import type { ShownQuestion } from '@regulars/contracts';
import {
  isLast,
  piped,
  scaleOf,
  shuffled,
  type Answer,
  type Piped,
  type SurveyDefinition,
  type SurveyQuestion,
} from '@regulars/loyalty';

interface Showing {
  readonly known: Piped;
  /** For the order of options. */
  readonly seed: string;
  readonly answer: Answer | null;
  readonly before: string | null;
}

/** What only some kinds have. */
const nothing = {
  look: null,
  low: null,
  high: null,
  options: [],
  other: false,
  least: null,
  most: null,
  longest: null,
  unit: null,
  from: null,
  to: null,
} satisfies Partial<ShownQuestion>;

type Options = ShownQuestion['options'];
type Choosing = Extract<SurveyQuestion, { readonly options: unknown }>;

const chosenOf = (
  { key, shuffle, other }: Choosing,
  options: Options,
  seed: string,
): Pick<ShownQuestion, 'options' | 'other'> => ({
  options: shuffle ? shuffled(options, `${seed} ${key}`) : options,
  other,
});

/** The parts of each kind. */
const partsOf = (question: SurveyQuestion, seed: string): Partial<ShownQuestion> => {
  switch (question.kind) {
    case 'nps':
    case 'csat':
    case 'ces':
      return { low: question.low, high: question.high };
    case 'rating':
      return { low: question.low, high: question.high, look: question.look };
    case 'single':
      return { ...chosenOf(question, withoutPictures(question), seed), least: 1, most: 1 };
    case 'multiple':
      return {
        ...chosenOf(question, withoutPictures(question), seed),
        least: question.least,
        most: question.most,
      };
    case 'picture': {
      const options = question.options.map(({ key, text, picture }) => ({
        key,
        text,
        picture: picture as Options[number]['picture'],
      }));
      return { ...chosenOf(question, options, seed), least: 1, most: 1 };
    }
    case 'number':
      return { unit: question.unit };
    case 'short-text':
    case 'long-text':
      return { longest: question.longest };
    case 'date':
      return { from: question.from, to: question.to };
    case 'consent':
      return {};
  }
};

const withoutPictures = ({ options }: Choosing): Options =>
  options.map(({ key, text }) => ({ key, text, picture: null }));

export const showQuestion = (
  definition: SurveyDefinition,
  question: SurveyQuestion,
  { known, seed, answer, before }: Showing,
): ShownQuestion => {
  const scale = scaleOf(question);
  return {
    ...nothing,
    key: question.key,
    kind: question.kind,
    title: piped(question.title, known),
    note: question.note && piped(question.note, known),
    required: question.required,
    last: isLast(definition, question.key),
    scale: scale && { min: scale.min, max: scale.max },
    ...partsOf(question, seed),
    answer: answer as ShownQuestion['answer'],
    before,
  };
};
