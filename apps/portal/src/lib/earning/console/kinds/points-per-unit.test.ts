import { expect, it } from 'vitest';
import { plainSentence, type RuleSummary } from '../sentence.ts';
import { pointsPerUnit } from './points-per-unit.ts';

const where = { fact: 'line.category', op: 'is', value: 'Coffee' } as const;
const effect = { kind: 'points-per-unit' as const, points: 5, per: 2, unit: 'kilo' as const, where };
const told = (effect: RuleSummary['effect']): RuleSummary => ({
  effect,
  from: null,
  until: null,
  places: [],
  caps: [],
  countsTowardsStatus: true,
});

it('survives a round trip through the editor', () => {
  expect(pointsPerUnit.effect(pointsPerUnit.read(effect, 'EUR'))).toEqual(effect);
  const { where: except, ...bare } = effect;
  expect(pointsPerUnit.effect(pointsPerUnit.read({ ...bare, except }, 'EUR'))).toEqual({ ...bare, except });
});

it('lists the fields that cannot be saved', () => {
  const draft = { ...pointsPerUnit.empty('EUR'), points: '0', per: '1.5' };
  expect(pointsPerUnit.faults(draft)).toEqual(['points', 'per']);
  expect(pointsPerUnit.effect(draft)).toBeNull();
});

it.each([
  [
    'en',
    'Members get 5 points per 2 kilos on goods of category Coffee.',
    'Members get 1 point per piece on everything except goods of category Coffee.',
  ],
  [
    'de',
    'Mitglieder erhalten 5 Punkte je 2 Kilo auf Waren der Kategorie Coffee.',
    'Mitglieder erhalten 1 Punkt je Stück auf alles außer Waren der Kategorie Coffee.',
  ],
  [
    'cs',
    'Členové dostávají 5 bodů za 2 kilogramy u zboží kategorie Coffee.',
    'Členové dostávají 1 bod za kus u všeho kromě zboží kategorie Coffee.',
  ],
] as const)('reads as a sentence in %s', (locale, weighed, counted) => {
  const pieces = {
    kind: 'points-per-unit' as const,
    points: 1,
    per: 1,
    unit: 'piece' as const,
    except: where,
  };
  expect(plainSentence(told(effect), locale).replaceAll('\u00a0', ' ')).toBe(weighed);
  expect(plainSentence(told(pieces), locale).replaceAll('\u00a0', ' ')).toBe(counted);
});
