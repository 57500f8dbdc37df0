import { expect, it } from 'vitest';
import { plainSentence, type RuleSummary } from '../sentence.ts';
import { fixedPoints, newMinimum } from './fixed-points.ts';

const effect = { kind: 'fixed-points' as const, points: 50, minimums: [{ currency: 'EUR', amount: 2050 }] };
const told: RuleSummary = {
  effect,
  from: null,
  until: null,
  places: [],
  caps: [],
  countsTowardsStatus: true,
};

it('survives a round trip through the editor', () => {
  expect(fixedPoints.effect(fixedPoints.read(effect, 'EUR'))).toEqual(effect);
  expect(fixedPoints.effect(fixedPoints.empty('EUR'))).toEqual({ ...effect, points: 10, minimums: [] });
});

it('lists the fields that cannot be saved', () => {
  const wrong = newMinimum('EUR');
  expect(fixedPoints.faults({ points: '1.5', minimums: [wrong] })).toEqual([
    'points',
    `minimum-${wrong.key}`,
  ]);
  expect(fixedPoints.effect({ points: '', minimums: [] })).toBeNull();
});

it.each([
  ['en', 'Members get 50 points per purchase of at least €20.50.'],
  ['de', 'Mitglieder erhalten 50 Punkte je Einkauf ab 20,50 €.'],
  ['cs', 'Členové dostávají 50 bodů za nákup od 20,50 €.'],
] as const)('reads as a sentence in %s', (locale, sentence) => {
  expect(plainSentence(told, locale).replaceAll('\u00a0', ' ')).toBe(sentence);
  const bare = { ...told, effect: { ...effect, minimums: [] } };
  expect(plainSentence(bare, locale)).toBe(
    sentence.replace(/ (of at least|ab|od) [^.]*(\.|,)50[^.]*\.$/u, '.'),
  );
});
