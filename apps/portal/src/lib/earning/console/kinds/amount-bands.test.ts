import { expect, it } from 'vitest';
import { plainSentence, type RuleSummary } from '../sentence.ts';
import { amountBands, newBand } from './amount-bands.ts';

const effect = {
  kind: 'amount-bands' as const,
  mode: 'each-band' as const,
  currencies: [
    {
      currency: 'EUR',
      bands: [
        { from: 0, points: 1, per: 100 },
        { from: 5000, points: 2, per: 100 },
      ],
    },
  ],
};
const told = (effect: RuleSummary['effect']): RuleSummary => ({
  effect,
  from: null,
  until: null,
  places: [],
  caps: [],
  countsTowardsStatus: true,
});

it('survives a round trip through the editor, in ascending order', () => {
  const read = amountBands.read(effect, 'EUR');
  expect(amountBands.effect(read)).toEqual(effect);
  expect(amountBands.effect({ ...read, bands: read.bands.toReversed() })).toEqual(effect);
});

it('lists the bands that cannot be saved, and leaves them out', () => {
  const draft = amountBands.empty('EUR');
  const [twice, free] = [newBand('EUR', { from: '50' }), newBand('EUR', { from: '80', per: '' })];
  const wrong = { ...draft, bands: [...draft.bands, twice, free] };
  expect(amountBands.faults(draft)).toEqual([]);
  expect(amountBands.faults(wrong)).toEqual([`band-${twice.key}`, `band-${free.key}`]);
  expect(amountBands.effect(wrong)).toEqual(amountBands.effect(draft));
});

it.each([
  [
    'en',
    'Members get 1 point for every €1.00 and 2 points for every €1.00 on the part above €50.00.',
    'on the whole amount if it reaches €50.00',
  ],
  [
    'de',
    'Mitglieder erhalten 1 Punkt je 1,00 € und 2 Punkte je 1,00 € auf den Teil über 50,00 €.',
    'auf den ganzen Betrag ab 50,00 €',
  ],
  [
    'cs',
    'Členové dostávají 1 bod za 1,00 € a 2 body za 1,00 € z části nad 50,00 €.',
    'z celé částky od 50,00 €',
  ],
] as const)('reads as a sentence in %s', (locale, each, reached) => {
  const sentence = (mode: 'each-band' | 'reached-band') =>
    plainSentence(told({ ...effect, mode }), locale).replaceAll('\u00a0', ' ');
  expect(sentence('each-band')).toBe(each);
  expect(sentence('reached-band')).toContain(reached);
});
