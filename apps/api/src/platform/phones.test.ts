import { expect, it, test } from 'vitest';
import { countryOfZone, phoneCountry, phonesIn } from './phones.ts';

test.each([
  '+43 (0) 660 2220002',
  '+43 (0)660/222 00 02',
  '+43 660 2220002',
  '0660 2220002',
  '0660/2220002',
  '(0660) 2220002',
  '660 2220002',
  '0043660 2220002',
  '0043 (0)660 2220002',
  '+43–660–2220002',
  '+43‑660‑2220002',
  'tel:+436602220002',
  'Tel.: 0660 2220002',
  '+43 660 2220002 (privat)',
  '0660 2220002 privat',
  '+43\u00a0660\u00a02220002',
])('%s is one number', (cell) => {
  expect(phonesIn(cell, 'AT')).toEqual({ numbers: ['+436602220002'], rest: [] });
});

test.each([
  ['602 123 456', 'CZ', '+420602123456'],
  ['00420 602 123 456', 'CZ', '+420602123456'],
  ['+420602123456', 'AT', '+420602123456'],
  ['0171 1234567', 'DE', '+491711234567'],
  ['(212) 555-0123', 'US', '+12125550123'],
] as const)('%s in %s', (cell, country, number) => {
  expect(phonesIn(cell, country).numbers).toEqual([number]);
});

test.each([
  '0660 2220008 / 01 2220009',
  '0660 2220008/01 2220009',
  '0660/2220008; 01/2220009',
  '0660 2220008 oder 01 2220009',
  '+43 660 2220008 ::: +43 1 2220009',
  '0660 2220008 (privat), 01 2220009 Büro',
  '0660 2220008\n01 2220009',
  '0660 2220008 & 01 2220009',
  'Mobil 0660 2220008 Tel. 01 2220009',
])('%j holds two numbers', (cell) => {
  expect(phonesIn(cell, 'AT')).toEqual({ numbers: ['+436602220008', '+4312220009'], rest: [] });
});

it('the words beside a number are kept apart', () => {
  expect(phonesIn('0660 2220008, Büro', 'AT')).toEqual({ numbers: ['+436602220008'], rest: ['Büro'] });
});

test.each(['', '-', '–', 'n/a', 'N/A', 'keine', '0', 'xxx', 'nemá'])('%j says that there is none', (cell) => {
  expect(phonesIn(cell, 'AT')).toEqual({ numbers: [], rest: [] });
});

test.each(['nobody', '12', '06', '+43 660 222000999999'])('%j is no number', (cell) => {
  expect(phonesIn(cell, 'AT')).toEqual({ numbers: [], rest: [cell] });
});

it('without a country, a number without one is not guessed', () => {
  expect(phonesIn('0660 2220002', undefined).numbers).toEqual([]);
  expect([phoneCountry('AT'), phoneCountry('XX'), phoneCountry(undefined)]).toEqual(['AT', null, null]);
  expect([countryOfZone('Europe/Prague'), countryOfZone('UTC')]).toEqual(['CZ', undefined]);
});
