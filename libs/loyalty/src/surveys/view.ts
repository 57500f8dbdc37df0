import type { SurveyDefinition } from './definition.ts';
import { scaleOf, type SurveyQuestion } from './kinds/index.ts';
import type { Answer, SurveyTexts } from './kinds/kind.ts';
import { shuffled } from './order.ts';
import { isLast } from './path.ts';
import { piped, type Piped } from './piping.ts';

/** What a question looks like to its reader. */
interface QuestionView {
  readonly key: string;
  readonly kind: SurveyQuestion['kind'];
  readonly title: SurveyTexts;
  readonly note: SurveyTexts | null;
  readonly required: boolean;
  /** Nothing can follow, whatever the answer. */
  readonly last: boolean;
  readonly scale: { readonly min: number; readonly max: number } | null;
  readonly look: 'stars' | 'smileys' | null;
  readonly low: SurveyTexts | null;
  readonly high: SurveyTexts | null;
  readonly options: readonly {
    readonly key: string;
    readonly text: SurveyTexts;
    readonly picture: string | null;
  }[];
  readonly other: boolean;
  readonly least: number | null;
  readonly most: number | null;
  readonly longest: number | null;
  readonly unit: SurveyTexts | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly answer: Answer | null;
  /** The question before it on the way. */
  readonly before: string | null;
}

export interface Showing {
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
} satisfies Partial<QuestionView>;

type Options = QuestionView['options'];
type Choosing = Extract<SurveyQuestion, { readonly options: unknown }>;

const chosenOf = (
  { key, shuffle, other }: Choosing,
  options: Options,
  seed: string,
): Pick<QuestionView, 'options' | 'other'> => ({
  options: shuffle ? shuffled(options, `${seed} ${key}`) : options,
  other,
});

/** The parts of each kind. */
const partsOf = (question: SurveyQuestion, seed: string): Partial<QuestionView> => {
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
      const options = question.options.map(({ key, text, picture }) => ({ key, text, picture }));
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

export const viewOfQuestion = (
  definition: SurveyDefinition,
  question: SurveyQuestion,
  { known, seed, answer, before }: Showing,
): QuestionView => {
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
    answer,
    before,
  };
};
