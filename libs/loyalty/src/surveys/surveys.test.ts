import { describe, expect, it } from 'vitest';
import { checkDefinition, type SurveyDefinition } from './definition.ts';
import {
  keptAnswer,
  recalledAnswer,
  refusedAnswer,
  saidAnswer,
  scaleOf,
  type SurveyQuestion,
} from './kinds/index.ts';
import type { Answer, Jump } from './kinds/kind.ts';
import { isSampled, shuffled } from './order.ts';
import { checkAnswers, pathOf } from './path.ts';
import { piped } from './piping.ts';
import { resultOf } from './results.ts';

const asked = (key: string, more: { required?: boolean; next?: readonly Jump[]; title?: string } = {}) => ({
  key,
  title: { en: more.title ?? key },
  note: null,
  required: more.required ?? false,
  next: more.next ?? [],
});
const ends = { low: null, high: null };
const nps = (scale: '0-10' | '1-10' = '0-10', next: readonly Jump[] = []): SurveyQuestion => ({
  ...asked('score', { next }),
  ...ends,
  kind: 'nps',
  scale,
});
const options = ['service', 'coffee', 'price'].map((key) => ({ key, text: { en: `The ${key}` } }));
const multiple: SurveyQuestion = {
  ...asked('reasons'),
  kind: 'multiple',
  options,
  shuffle: false,
  other: true,
  least: 1,
  most: 2,
};
const single: SurveyQuestion = { ...asked('one'), kind: 'single', options, shuffle: true, other: false };
const words: SurveyQuestion = { ...asked('words'), kind: 'short-text', longest: 10 };
const day: SurveyQuestion = { ...asked('day'), kind: 'date', from: '2026-01-01', to: null };
const agreed: SurveyQuestion = {
  ...asked('agreed', { required: true }),
  note: { en: 'We call you' },
  kind: 'consent',
};
const amount: SurveyQuestion = { ...asked('amount'), kind: 'number', least: 0, most: 50, unit: null };
const stars: SurveyQuestion = { ...asked('stars'), ...ends, kind: 'rating', look: 'smileys', steps: 5 };

const survey = (...questions: SurveyQuestion[]): SurveyDefinition => ({
  welcome: null,
  questions,
  thanks: null,
});

it('a question of a newer version of the program keeps its survey from being published, and has no results', () => {
  const newer = { ...words, kind: 'drawing' } as object as SurveyQuestion;
  expect(checkDefinition(survey(words, newer))).toContainEqual({
    pointer: '/questions/1/kind',
    message: 'this version does not know such a question',
  });
  expect(refusedAnswer(newer, 'a line')).not.toBeNull();
  expect([scaleOf(newer), saidAnswer(newer, 'a line')]).toEqual([null, null]);
  expect(recalledAnswer(newer, { number: null, choices: null, words: 'a line' })).toBeNull();
});

describe('an answer', () => {
  it.each<[SurveyQuestion, Answer]>([
    [nps(), 0],
    [nps('1-10'), 10],
    [multiple, { choices: ['price'], other: 'The music' }],
    [multiple, { choices: ['price', 'coffee'] }],
    [single, { choices: ['coffee'] }],
    [words, 'kurz'],
    [day, '2026-02-28'],
    [agreed, true],
    [amount, 12.25],
    [stars, 5],
  ])('to %j may be %j, and stays what it was', (question, answer) => {
    expect(refusedAnswer(question, answer)).toBeNull();
    expect(recalledAnswer(question, keptAnswer(question, answer))).toEqual(answer);
  });

  it.each<[SurveyQuestion, Answer, string]>([
    [nps('1-10'), 0, ''],
    [nps(), 11, ''],
    [nps(), 7.5, ''],
    [nps(), '7', ''],
    [multiple, { choices: ['service', 'coffee', 'price'] }, '/choices'],
    [multiple, { choices: ['coffee', 'coffee'] }, '/choices'],
    [multiple, { choices: [] }, '/choices'],
    [multiple, { choices: ['coffee', 'tea'] }, '/choices/1'],
    [multiple, { choices: ['other'] }, '/choices/0'],
    [single, { choices: ['coffee', 'price'] }, '/choices'],
    [single, { choices: [], other: 'tea' }, '/other'],
    [words, 'much too long', ''],
    [words, 'a\nb', ''],
    [words, '', ''],
    [day, '2026-02-30', ''],
    [day, '2025-12-31', ''],
    [agreed, false, ''],
    [amount, 0.125, ''],
    [amount, 51, ''],
    [stars, 0, ''],
  ])('to %j is never %j', (question, answer, pointer) => {
    expect(refusedAnswer(question, answer)).toMatchObject({ pointer });
  });

  it('is stored with its scale', () => {
    expect(scaleOf(nps('1-10'))).toEqual({ min: 1, max: 10, detractorMax: 6, promoterMin: 9 });
    expect(scaleOf(stars)).toEqual({ min: 1, max: 5 });
    expect(scaleOf(words)).toBeNull();
  });
});

const low = (to: string | null): Jump => ({
  when: { fact: 'answer.number', key: 'score', op: 'at-most', value: 6 },
  to,
});

describe('branches', () => {
  const branched = survey(nps('0-10', [low('words')]), multiple, words, day);

  it('lead to the question for the answer, and to the next one without a branch', () => {
    const way = (answers: Record<string, Answer | null>): string[] => {
      const { done, next } = pathOf(branched, new Map(Object.entries(answers)));
      return [...done.map(({ key }) => key), `> ${next?.key ?? 'end'}`];
    };
    expect(checkDefinition(branched)).toEqual([]);
    expect(way({})).toEqual(['> score']);
    expect(way({ score: 3 })).toEqual(['score', '> words']);
    expect(way({ score: 9 })).toEqual(['score', '> reasons']);
    expect(way({ score: null })).toEqual(['score', '> reasons']);
    expect(way({ score: 3, reasons: null, words: null, day: null })).toEqual([
      'score',
      'words',
      'day',
      '> end',
    ]);
  });

  it('may end the survey', () => {
    const ended = survey(nps('0-10', [low(null)]), multiple);
    expect(pathOf(ended, new Map([['score', 2]]))).toMatchObject({ next: null });
  });

  it.each<[string, SurveyDefinition, string]>([
    ['lead back', survey(multiple, nps('0-10', [low('reasons')])), '/questions/1/next/0/to'],
    ['lead to themselves', survey(nps('0-10', [low('score')])), '/questions/0/next/0/to'],
    ['lead nowhere', survey(nps('0-10', [low('gone')])), '/questions/0/next/0/to'],
    [
      'ask a later question',
      survey({ ...multiple, next: [low(null)] }, nps()),
      '/questions/0/next/0/when/key',
    ],
    [
      'ask a number of words',
      survey(words, {
        ...nps(),
        next: [{ when: { fact: 'answer.number', key: 'words', op: 'is', value: 1 }, to: null }],
      }),
      '/questions/1/next/0/when/fact',
    ],
    [
      'ask for an unknown option',
      survey(multiple, {
        ...nps(),
        next: [
          {
            when: { all: [{ fact: 'answer.choices', key: 'reasons', op: 'contains', value: 'tea' }] },
            to: null,
          },
        ],
      }),
      '/questions/1/next/0/when/all/0/value',
    ],
    [
      'ask about something else',
      survey(nps('0-10', [{ when: { fact: 'member.points', op: 'at-least', value: 1 }, to: null }])),
      '/questions/0/next/0/when/fact',
    ],
    [
      'leave a question out',
      survey(nps('0-10', [{ when: null, to: 'words' }]), multiple, words),
      '/questions/1',
    ],
  ])('are refused if they %s', (_, definition, pointer) => {
    expect(checkDefinition(definition).map((each) => each.pointer)).toContain(pointer);
  });

  it('count only answers that fit', () => {
    const answers = new Map<string, Answer | null>([
      ['score', 11],
      ['gone', 1],
      ['agreed', null],
      ['words', null],
    ]);
    expect(checkAnswers(survey(nps(), words, agreed), answers).map(({ pointer }) => pointer)).toEqual([
      '/score',
      '/gone',
      '/agreed',
    ]);
  });
});

describe('a definition', () => {
  it.each<[string, SurveyDefinition, string]>([
    ['two questions with one key', survey(nps(), { ...words, key: 'score' }), '/questions/1/key'],
    ['four smileys', survey({ ...stars, steps: 4 }), '/questions/0/steps'],
    [
      'an option called other',
      survey({ ...multiple, options: [{ key: 'other', text: { en: 'x' } }] }),
      '/questions/0/options/0/key',
    ],
    ['more choices than there are', survey({ ...multiple, most: 5 }), '/questions/0/most'],
    ['a consent to nothing', survey({ ...agreed, note: null }), '/questions/0/note'],
    ['bounds the wrong way round', survey({ ...amount, least: 51 }), '/questions/0/least'],
    [
      'a text about a later answer',
      survey({ ...words, title: { en: 'Why {answer:score}?' } }, nps()),
      '/questions/0/title/en',
    ],
    [
      'a text about something unknown',
      survey({ ...words, title: { en: '{password}' } }),
      '/questions/0/title/en',
    ],
  ])('with %s is refused', (_, definition, pointer) => {
    expect(checkDefinition(definition).map((each) => each.pointer)).toContain(pointer);
  });
});

describe('texts', () => {
  it('repeat answers and facts, each once', () => {
    const answers = new Map([
      ['score', saidAnswer(nps(), 9)],
      ['reasons', saidAnswer(multiple, { choices: ['coffee', 'price'] })],
      ['words', saidAnswer(words, '{first-name}')],
    ]);
    const text = {
      en: '{first-name}: {answer:score}, {answer:reasons}, {answer:words}{answer:gone}',
      de: '{tier} in {location}',
    };
    const facts = { 'first-name': 'Anna', tier: { de: 'Röstung', en: 'Roast' }, location: '' };
    const nameless = { ...facts, 'first-name': '' };
    expect(piped({ en: 'Well, {first-name}? {answer:score}' }, { facts: nameless, answers })).toEqual({
      en: 'Well? 9',
    });
    expect(piped(text, { facts, answers })).toEqual({
      en: 'Anna: 9, The coffee, The price, {first-name}',
      de: 'Röstung in ',
    });
  });

  it('shuffle options the same way for the same seed, and otherwise for others', () => {
    const orders = new Set(
      Array.from({ length: 60 }, (_, seed) =>
        shuffled(options, `${seed}`)
          .map(({ key }) => key)
          .join(),
      ),
    );
    expect(orders.size).toBe(6);
    expect(shuffled(options, 'a')).toEqual(shuffled(options.toReversed(), 'a'));
  });

  it('is a sample that is always the same', () => {
    const seeds = Array.from({ length: 10_000 }, (_, index) => `survey ${index}`);
    const sampled = seeds.filter((seed) => isSampled(seed, 30));
    expect(sampled.length).toBeGreaterThan(2800);
    expect(sampled.length).toBeLessThan(3200);
    expect(seeds.filter((seed) => isSampled(seed, 30))).toEqual(sampled);
    expect(seeds.every((seed) => isSampled(seed, 100))).toBe(true);
  });
});

describe('results', () => {
  const tally = (numbers: readonly (readonly [number, number])[]) => ({
    answered: numbers.reduce((sum, [, count]) => sum + count, 0),
    numbers: new Map(numbers),
    choices: new Map<string, number>(),
  });

  it('say nothing under ten answers, and warn under a hundred', () => {
    expect(resultOf(nps(), tally([[9, 9]]))).toMatchObject({
      nps: null,
      mean: null,
      distribution: null,
      withCare: true,
    });
    expect(resultOf(nps(), tally([[9, 10]]))).toMatchObject({ mean: 9, withCare: true });
    expect(resultOf(nps(), tally([[9, 100]]))).toMatchObject({ withCare: false });
  });

  it('show the three parts, and hide cells under five', () => {
    const result = resultOf(nps(), tally([[2, 2], [4, 6], [7, 20], [9, 30], [10, 42]])); // prettier-ignore
    expect(result.nps?.counts).toEqual({ detractors: 8, passives: 20, promoters: 72 });
    expect(result.distribution?.map(({ count }) => count)).toEqual([
      0,
      0,
      null,
      0,
      null,
      0,
      0,
      20,
      0,
      30,
      42,
    ]);
  });

  it('hide everything that would tell how few detractors there are', () => {
    const result = resultOf(nps(), tally([[2, 3], [7, 20], [9, 77]])); // prettier-ignore
    expect(result.nps?.counts).toBeNull();
    expect(result.distribution?.filter(({ count }) => count)).toEqual([]);
    expect(result.nps?.score).toBeCloseTo(0.74);
  });

  it('say how many are satisfied', () => {
    const csat: SurveyQuestion = { ...asked('happy'), ...ends, kind: 'csat' };
    expect(resultOf(csat, tally([[2, 5], [4, 5], [5, 10]]))).toMatchObject({ good: 0.75, mean: 4, nps: null }); // prettier-ignore
  });

  it('count options, also own words', () => {
    const choices = new Map([['coffee', 8], ['other', 6]]); // prettier-ignore
    const result = resultOf(multiple, { answered: 12, numbers: new Map(), choices });
    expect(result.distribution).toEqual([
      { value: 'service', count: 0 },
      { value: 'coffee', count: 8 },
      { value: 'price', count: 0 },
      { value: 'other', count: 6 },
    ]);
  });
});
