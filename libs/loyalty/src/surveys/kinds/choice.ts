import {
  fault,
  nothingKept,
  type Answer,
  type Asked,
  type ChosenOptions,
  type QuestionKind,
  type SurveyFault,
  type SurveyTexts,
} from './kind.ts';

export interface Option {
  readonly key: string;
  readonly text: SurveyTexts;
}

interface Choosing extends Asked {
  readonly options: readonly Option[];
  /** Each member sees them in an order of chance. */
  readonly shuffle: boolean;
  /** Whether the member may answer in own words. */
  readonly other: boolean;
}

export interface SingleQuestion extends Choosing {
  readonly kind: 'single';
}

export interface MultipleQuestion extends Choosing {
  readonly kind: 'multiple';
  readonly least: number;
  /** Null: all. */
  readonly most: number | null;
}

export interface PictureQuestion extends Choosing {
  readonly kind: 'picture';
  readonly options: readonly (Option & { readonly picture: string })[];
}

/** What own words count as. */
const otherKey = 'other';

interface Bounds {
  readonly least: number;
  readonly most: number;
}

const choosing = <Question extends SingleQuestion | MultipleQuestion | PictureQuestion>(
  kind: Question['kind'],
  boundsOf: (question: Question) => Bounds,
): QuestionKind<Question> => ({
  kind,
  goodFrom: null,
  asks: 'answer.choices',
  check: (question) => [...checkOptions(question), ...checkBounds(question, boundsOf(question))],
  refuse: (question, answer) => refuseChoices(question, answer, boundsOf(question)),
  keep: (answer) => {
    const { choices, other } = chosenIn(answer) ?? { choices: [] };
    return {
      ...nothingKept,
      choices: other === undefined ? choices : [...choices, otherKey],
      words: other ?? null,
    };
  },
  recall: ({ choices, words }) =>
    choices && {
      choices: words === null ? choices : choices.filter((key) => key !== otherKey),
      ...(words === null ? {} : { other: words }),
    },
  scale: () => null,
  values: ({ options, other }) => [...options.map(({ key }) => key), ...(other ? [otherKey] : [])],
  say: ({ options }, answer) => {
    const chosen = chosenIn(answer);
    if (!chosen) return null;
    const texts = options.filter(({ key }) => chosen.choices.includes(key)).map(({ text }) => text);
    return texts.length > 0 ? texts : (chosen.other ?? null);
  },
});

export const single = choosing<SingleQuestion>('single', () => ({ least: 1, most: 1 }));
export const picture = choosing<PictureQuestion>('picture', () => ({ least: 1, most: 1 }));
export const multiple = choosing<MultipleQuestion>('multiple', ({ least, most, options, other }) => ({
  least,
  most: most ?? options.length + (other ? 1 : 0),
}));

const chosenIn = (answer: Answer): ChosenOptions | null => (typeof answer === 'object' ? answer : null);

const checkOptions = ({ options, other }: Choosing): SurveyFault[] =>
  options.flatMap(({ key }, index) => {
    const isTaken = options.findIndex((each) => each.key === key) < index;
    if (isTaken) return [fault('another option has this key', `/options/${index}/key`)];
    return other && key === otherKey ? [fault('means own words', `/options/${index}/key`)] : [];
  });

const checkBounds = ({ options, other }: Choosing, { least, most }: Bounds): SurveyFault[] => {
  if (least > most) return [fault('more than the most', '/least')];
  return most > options.length + (other ? 1 : 0) ? [fault('more than there are', '/most')] : [];
};

const refuseChoices = (
  { options, other: allowsOther }: Choosing,
  answer: Answer,
  { least, most }: Bounds,
): SurveyFault | null => {
  const chosen = chosenIn(answer);
  if (!chosen) return fault('chosen options');
  const { choices, other } = chosen;
  const unknown = choices.findIndex((choice) => !options.some(({ key }) => key === choice));
  if (unknown !== -1) return fault('no such option', `/choices/${unknown}`);
  if (new Set(choices).size < choices.length) return fault('each option once', '/choices');
  if (other !== undefined && !allowsOther) return fault('own words are not asked for', '/other');
  const count = choices.length + (other === undefined ? 0 : 1);
  if (count < least || count > most)
    return fault(least === most ? `exactly ${least}` : `from ${least} to ${most}`, '/choices');
  return null;
};
