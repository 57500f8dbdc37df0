import type { Kind, QuestionDraft, SurveyQuestion } from './draft-types.ts';
import { filled, orNull } from './filled.ts';

type Asked = Pick<SurveyQuestion, 'key' | 'title' | 'note' | 'required' | 'next'>;

/** How a kind of question is edited and previewed. */
export interface QuestionLook {
  /** What a new one begins with. */
  readonly first?: Partial<QuestionDraft>;
  /** Fields of the editor that only some kinds have. */
  readonly hasScale?: true;
  readonly hasEnds?: true;
  readonly hasSteps?: true;
  readonly hasBounds?: true;
  readonly hasLongest?: true;
  readonly hasDays?: true;
  readonly hasOptions?: true;
  readonly hasPictures?: true;
  readonly hasMany?: true;
  /** Its answers are keys of options, or yes and no. */
  readonly isChosen?: true;
  readonly isYesOrNo?: true;
  readonly isLong?: true;
  /** The numbers to choose from. */
  readonly numbers?: (draft: QuestionDraft) => readonly [from: number, to: number];
  readonly of: (draft: QuestionDraft, asked: Asked) => SurveyQuestion;
}

/** A number as typed; one that cannot be read becomes one that is refused. */
const numberIn = (typed: string): number => {
  const text = typed.trim().replace(',', '.');
  return /^-?\d{1,10}(?:\.\d{1,2})?$/u.test(text) ? Number(text) : Number.NaN;
};

const ends = ({ low, high }: QuestionDraft) => ({ low: orNull(low), high: orNull(high) });
const choosing = ({ options, shuffle, other }: QuestionDraft) => ({
  options: options.map(({ key, text }) => ({ key: key.trim(), text: filled(text) })),
  shuffle,
  other,
});
const longest = (draft: QuestionDraft) => ({ longest: numberIn(draft.longest) });

const questionLooks = {
  nps: {
    hasScale: true,
    hasEnds: true,
    numbers: ({ scale }) => (scale === '1-10' ? [1, 10] : [0, 10]),
    of: (draft, asked) => ({ kind: 'nps', ...asked, scale: draft.scale, ...ends(draft) }),
  },
  csat: {
    hasEnds: true,
    numbers: () => [1, 5],
    of: (draft, asked) => ({ kind: 'csat', ...asked, ...ends(draft) }),
  },
  ces: {
    hasEnds: true,
    numbers: () => [1, 7],
    of: (draft, asked) => ({ kind: 'ces', ...asked, ...ends(draft) }),
  },
  single: {
    hasOptions: true,
    isChosen: true,
    of: (draft, asked) => ({ kind: 'single', ...asked, ...choosing(draft) }),
  },
  multiple: {
    hasOptions: true,
    hasMany: true,
    isChosen: true,
    of: (draft, asked) => ({
      kind: 'multiple',
      ...asked,
      ...choosing(draft),
      least: numberIn(draft.least),
      most: draft.most.trim() === '' ? null : numberIn(draft.most),
    }),
  },
  picture: {
    hasOptions: true,
    hasPictures: true,
    isChosen: true,
    of: (draft, asked) => {
      const { options, ...rest } = choosing(draft);
      return {
        kind: 'picture',
        ...asked,
        ...rest,
        options: options.map((option, at) => ({
          ...option,
          picture: draft.options[at]?.picture ?? 'heart',
        })),
      };
    },
  },
  rating: {
    hasSteps: true,
    hasEnds: true,
    of: (draft, asked) => ({
      kind: 'rating',
      ...asked,
      look: draft.look,
      steps: numberIn(draft.steps),
      ...ends(draft),
    }),
  },
  number: {
    hasBounds: true,
    first: { least: '0', most: '1000' },
    of: (draft, asked) => ({
      kind: 'number',
      ...asked,
      least: numberIn(draft.least),
      most: numberIn(draft.most),
      unit: orNull(draft.unit),
    }),
  },
  'short-text': {
    hasLongest: true,
    first: { longest: '200' },
    of: (draft, asked) => ({ kind: 'short-text', ...asked, ...longest(draft) }),
  },
  'long-text': {
    hasLongest: true,
    isLong: true,
    of: (draft, asked) => ({ kind: 'long-text', ...asked, ...longest(draft) }),
  },
  date: {
    hasDays: true,
    of: (draft, asked) => ({ kind: 'date', ...asked, from: draft.from || null, to: draft.to || null }),
  },
  consent: {
    isYesOrNo: true,
    isChosen: true,
    of: (_, asked) => ({ kind: 'consent', ...asked }),
  },
} as const satisfies { [K in Kind]: QuestionLook };

export const lookOf = ({ kind }: { readonly kind: Kind }): QuestionLook => questionLooks[kind];
