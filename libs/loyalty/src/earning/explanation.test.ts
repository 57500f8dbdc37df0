import { expect, test } from 'vitest';
import { wordsOf, type Explained, type Names } from '../index.ts';

const languages = ['en', 'de', 'cs'] as const;
const names: Names = {
  rule: (id, version) => (id === 'base' ? `Rule ${version}` : null),
  tier: (id) => (id === 'gold' ? 'Gold' : null),
};
const inAll = (line: Explained, told: Names = names) =>
  languages.map((language) => wordsOf(line, language, told)).map(({ title, reason }) => [title, reason]);

test('a rule is titled by its name, and its cap is shown', () => {
  const line: Explained = {
    rule: { id: 'base', version: 3, kind: 'points-per-money' },
    points: 40,
    reason: { kind: 'money', amount: 4730, currency: 'EUR', points: 1, per: 100 },
    capped: { from: 47, by: 'day' },
  };
  expect(inAll(line)).toEqual([
    ['Rule 3', '47.30 EUR × 1, rounded down; 40 instead of 47 because of the limit per day'],
    ['Rule 3', '47,30\u00a0€ × 1, abgerundet; 40 statt 47 wegen der Grenze je Tag'],
    ['Rule 3', '47,30\u00a0€ × 1, zaokrouhleno dolů; 40 místo 47 kvůli omezení na den'],
  ]);
});

test('a rule with an unknown name is titled by its effect', () => {
  const reason = { kind: 'no-rate', currency: 'USD' } as const;
  expect(inAll({ rule: { id: 'gone', version: 1 }, points: 0, reason })[0]).toEqual([
    'No points for purchases in USD',
    'No points for purchases in USD',
  ]);
});

test('a tier is shown by its current name', () => {
  const reason = { kind: 'tier', amount: 2550, currency: 'EUR', times: 1.1, tierId: 'gold' } as const;
  expect(inAll({ rule: null, points: 2, reason })).toEqual([
    ['Tier bonus', 'Gold: 10% more on 25.50 EUR, rounded down'],
    ['Stufenzuschlag', 'Gold: 10\u00a0% mehr auf 25,50\u00a0€, abgerundet'],
    ['Bonus za úroveň', 'Gold: o 10\u00a0% více z částky 25,50\u00a0€, zaokrouhleno dolů'],
  ]);
  expect(inAll({ rule: null, points: 2, reason: { ...reason, tierId: null } })[0]).toEqual([
    'Tier bonus',
    '10% more on 25.50 EUR, rounded down',
  ]);
});

test('returned bottles are shown', () => {
  const reason = { kind: 'return', amount: 1000, currency: 'EUR', remains: 2 } as const;
  expect(inAll({ rule: null, points: -10, reason })).toEqual([
    ['Returned goods', '10.00 EUR returned: what remains earns 2'],
    ['Zurückgegebene Ware', 'Für 10,00\u00a0€ zurückgegeben: Der Rest bringt 2 Punkte'],
    ['Vrácené zboží', 'Vráceno za 10,00\u00a0€: zbytek přináší 2 body'],
  ]);
  const before = { kind: 'returned-before-claim', amount: 1000, currency: 'EUR' } as const;
  expect(inAll({ rule: null, points: -10, reason: before })).toEqual([
    ['Returned goods', '10.00 EUR returned before the claim'],
    ['Zurückgegebene Ware', 'Für 10,00\u00a0€ zurückgegeben, bevor der Beleg nachgereicht wurde'],
    ['Vrácené zboží', 'Vráceno za 10,00\u00a0€ ještě před uplatněním účtenky'],
  ]);
});
