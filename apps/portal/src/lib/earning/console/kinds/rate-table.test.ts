import { expect, it } from 'vitest';
import { plainSentence, type RuleSummary } from '../sentence.ts';
import { rateTable } from './rate-table.ts';

const where = { fact: 'line.category', op: 'is', value: 'Coffee' } as const;
const effect = { kind: 'rate-table' as const, table: 'by-supplier', where };
const told: RuleSummary = {
  effect,
  tableName: (id) => (id === 'by-supplier' ? 'Suppliers' : undefined),
  from: null,
  until: null,
  places: [],
  caps: [],
  countsTowardsStatus: true,
};

it('survives a round trip through the editor', () => {
  expect(rateTable.effect(rateTable.read(effect, 'EUR'))).toEqual(effect);
});

it('needs a table', () => {
  expect(rateTable.faults(rateTable.empty('EUR'))).toEqual(['table']);
  expect(rateTable.effect(rateTable.empty('EUR'))).toBeNull();
});

it.each([
  ['en', 'Members get points by the table Suppliers on goods of category Coffee.'],
  ['de', 'Mitglieder erhalten Punkte nach der Tabelle Suppliers auf Waren der Kategorie Coffee.'],
  ['cs', 'Členové dostávají body podle tabulky Suppliers u zboží kategorie Coffee.'],
] as const)('reads as a sentence in %s', (locale, sentence) => {
  expect(plainSentence(told, locale).replaceAll('\u00a0', ' ')).toBe(sentence);
});
