import type { Condition } from '@regulars/conditions';
import type { Opportunity } from '@regulars/contracts';
import { describe, expect, it } from 'vitest';
import { opportunityWords, sentenceOf } from './opportunity-words.ts';

const coffee: Condition = { fact: 'line.category', op: 'is', value: 'coffee' };
const thursdays: Condition = { fact: 'moment.weekday', op: 'is', value: 'thursday' };
const evenings: Condition = { fact: 'moment.time', op: 'between', value: { from: '17:00', to: '20:00' } };
const ofGold: Condition = { fact: 'member.tier', op: 'is', value: 'gold-id' };
const needs = (condition: Condition): Opportunity['needs'] => ({ condition, text: '' });

const double: Opportunity = {
  rule: { id: 'r', version: 1, name: 'Coffee evening' },
  effect: { kind: 'multiplier', times: 2, where: coffee },
  state: 'later',
  needs: needs({ all: [evenings, thursdays] }),
  missing: null,
  profile: [],
  names: { coffee: 'Kaffee', 'gold-id': 'Gold' },
  locations: [],
  grouped: false,
  validUntil: null,
  limits: [],
  budgetUsedUp: null,
  usedUpAt: [],
};
const said = (told: Opportunity, locale: 'de' | 'en' | 'cs' = 'en'): string =>
  sentenceOf(told, locale)
    .map(({ text }) => text)
    .join('')
    .replaceAll('\u00a0', ' ');

describe('the sentence for a member', () => {
  it.each([
    ['en', 'You get double points on goods of category Kaffee on Thursdays from 17:00 to 20:00.'],
    ['de', 'Du bekommst doppelte Punkte auf Waren der Kategorie Kaffee donnerstags von 17:00 bis 20:00 Uhr.'],
    ['cs', 'Získáte dvojnásobek bodů za zboží kategorie Kaffee ve čtvrtek od 17:00 do 20:00.'],
  ] as const)('names days and hours as people do in %s', (locale, sentence) => {
    expect(said(double, locale)).toBe(sentence);
  });

  it('says everything else as a condition, with what is missing', () => {
    const total: Condition = {
      fact: 'purchase.total',
      op: 'at-least',
      value: { amount: 2000, currency: 'EUR' },
    };
    const told: Opportunity = {
      ...double,
      state: 'missing',
      effect: { kind: 'fixed-points', points: 50, minimums: [] },
      missing: needs(ofGold),
      needs: needs({ all: [total, thursdays] }),
    };
    expect(said(told)).toMatch(/^You get 50 points per purchase on Thursdays, if .*Gold and .*€20\.00\.$/u);
  });

  it('says which purchase it waits for', () => {
    const tenth: Condition = { fact: 'member.purchases', op: 'is', value: 9 };
    const told: Opportunity = { ...double, state: 'missing', missing: needs(tenth) };
    expect(opportunityWords(told, 'UTC').missing).toBe('Still open: only for purchase number 10');
  });

  it('says which visit it waits for', () => {
    const days: Condition = { fact: 'member.visits', op: 'is', value: 9 };
    const today: Condition = { fact: 'member.last-purchase', op: 'in-the-last-days', value: 1 };
    for (const condition of [days, { all: [days, { not: today }] } satisfies Condition]) {
      const told: Opportunity = { ...double, state: 'missing', missing: needs(condition) };
      expect(opportunityWords(told, 'UTC').missing).toBe('Still open: only on visit number 10');
    }
    const more: Condition = { all: [days, today] };
    const told: Opportunity = { ...double, state: 'missing', missing: needs(more) };
    expect(opportunityWords(told, 'UTC').missing).toMatch(/^Still open: .*9/u);
  });

  it('says a night as the hours that count', () => {
    const night: Condition = { fact: 'moment.time', op: 'between', value: { from: '22:00', to: '02:00' } };
    const on = (fact: 'moment.weekday' | 'moment.business-weekday') =>
      said({ ...double, needs: needs({ all: [{ fact, op: 'is', value: 'friday' }, night] }) });
    expect(on('moment.weekday')).toMatch(
      /, if it is Friday and it is before 02:00 or after 22:00 the same day\.$/u,
    );
    expect(on('moment.business-weekday')).toMatch(/ on Fridays from 22:00 to 02:00\.$/u);
  });

  it('leaves times that it cannot say to the condition', () => {
    const never: Condition = { not: thursdays };
    expect(said({ ...double, needs: needs(never) })).toMatch(/, if .*is not Thursday\.$/u);
  });

  it('is left out for a kind that this version does not know', () => {
    const told = { ...double, effect: { kind: 'lottery' } } as unknown as Opportunity;
    expect(opportunityWords(told, 'Europe/Vienna')).toMatchObject({ name: 'Coffee evening', sentence: [] });
  });
});

it('the field that an event counts is left out, because members do not know it', () => {
  const effect = { kind: 'custom-event', type: 'ride', points: 5, perField: 'km_total' } as const;
  const told = { ...double, effect, needs: null, names: { ride: 'Ride' } };
  expect(said(told)).toBe('You get 5 points per counted unit for each event Ride.');
});

it('a limit says what is left of it, or when it is used up', () => {
  const limits: Opportunity['limits'] = [
    { per: 'purchase', points: 100, left: null },
    { per: 'day', points: 8, left: 3 },
    { per: 'month', points: 80, left: 0 },
  ];
  expect(opportunityWords({ ...double, limits }, 'Europe/Vienna').notes).toEqual([
    'at most 100 points per purchase',
    '3 points left today',
    'used up for this month',
  ]);
});
