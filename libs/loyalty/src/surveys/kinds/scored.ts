import { npsScales, type NpsScaleName } from '../nps.ts';
import {
  fault,
  nothingKept,
  plainly,
  type AnswerScale,
  type Asked,
  type QuestionKind,
  type SurveyTexts,
} from './kind.ts';

/** The words at the two ends of a scale. */
export interface Ends {
  readonly low: SurveyTexts | null;
  readonly high: SurveyTexts | null;
}

/** How likely someone is to recommend the club. */
export interface NpsQuestion extends Asked, Ends {
  readonly kind: 'nps';
  readonly scale: NpsScaleName;
}

/** How satisfied, from 1 to 5. */
export interface CsatQuestion extends Asked, Ends {
  readonly kind: 'csat';
}

/** How easy, from 1 to 7. */
export interface CesQuestion extends Asked, Ends {
  readonly kind: 'ces';
}

/** Stars or smileys from 1. */
export interface RatingQuestion extends Asked, Ends {
  readonly kind: 'rating';
  readonly look: 'stars' | 'smileys';
  readonly steps: number;
}

type Scored = NpsQuestion | CsatQuestion | CesQuestion | RatingQuestion;

const scored = <Question extends Scored>(
  kind: Question['kind'],
  scaleOf: (question: Question) => AnswerScale,
  goodFrom: number | null,
): QuestionKind<Question> => ({
  kind,
  goodFrom,
  asks: 'answer.number',
  check: () => [],
  refuse: (question, answer) => {
    const { min, max } = scaleOf(question);
    const isOnScale =
      typeof answer === 'number' && Number.isInteger(answer) && answer >= min && answer <= max;
    return isOnScale ? null : fault(`a whole number from ${min} to ${max}`);
  },
  keep: (answer) => ({ ...nothingKept, number: typeof answer === 'number' ? answer : null }),
  recall: ({ number }) => number,
  scale: scaleOf,
  values: (question) => {
    const { min, max } = scaleOf(question);
    return Array.from({ length: max - min + 1 }, (_, index) => String(min + index));
  },
  say: (_, answer) => plainly(answer),
});

export const nps = scored<NpsQuestion>('nps', ({ scale }) => npsScales[scale], null);
export const csat = scored<CsatQuestion>('csat', () => ({ min: 1, max: 5 }), 4);
export const ces = scored<CesQuestion>('ces', () => ({ min: 1, max: 7 }), 5);

const faces = [3, 5];
export const rating: QuestionKind<RatingQuestion> = {
  ...scored<RatingQuestion>('rating', ({ steps }) => ({ min: 1, max: steps }), null),
  check: ({ look, steps }) =>
    look === 'smileys' && !faces.includes(steps) ? [fault('there are 3 or 5 smileys', '/steps')] : [],
};
