import type { Condition } from '@regulars/conditions';
import type { Opportunity } from '@regulars/contracts';
import { expect, it } from 'vitest';
import { saleHint, type OpenSale } from './sale-hint.ts';

const offer = (effect: Opportunity['effect'], more: Partial<Opportunity> = {}): Opportunity => ({
  rule: { id: 'r', version: 1, name: 'Rule' },
  effect,
  state: 'now',
  needs: null,
  missing: null,
  profile: [],
  names: { coffee: 'Coffee' },
  locations: [],
  grouped: false,
  validUntil: null,
  limits: [],
  budgetUsedUp: null,
  usedUpAt: [],
  ...more,
});
const from = (amount: number): Opportunity =>
  offer({ kind: 'fixed-points', points: 50, minimums: [{ currency: 'EUR', amount }] });
const base = offer({ kind: 'points-per-money', rates: [{ currency: 'EUR', points: 1, per: 100 }] });
const coffee: Condition = { fact: 'line.category', op: 'is', value: 'coffee' };
const double = offer({ kind: 'multiplier', times: 2, where: coffee });

const sale: OpenSale = { total: 0, currency: 'EUR', location: 'a', allEarns: true };
const said = (total: number, ...offers: Opportunity[]): string | null => saleHint(offers, { ...sale, total });

it('says how much more gives further points, the nearest first', () => {
  expect(said(5000, base, from(9000), from(6000), double)).toBe('€10.00 more: 50 points');
});

it('knows the total that a condition asks for', () => {
  const total: Condition = {
    fact: 'purchase.total',
    op: 'at-least',
    value: { amount: 3000, currency: 'EUR' },
  };
  const needs = { condition: total, text: '' };
  expect(said(1000, { ...double, needs })).toBe('€20.00 more: double points on goods of category Coffee');
  const both = { condition: { all: [total, coffee] }, text: '' };
  expect(said(1000, { ...double, needs: both })).toBeNull();
});

it('else says which goods give more now', () => {
  expect(said(7000, base, from(6000), double)).toBe('Now double points on goods of category Coffee');
});

it('says nothing where the preview says all, or of another currency, or of another time', () => {
  expect(said(7000, base, from(6000))).toBeNull();
  expect(saleHint([from(6000)], { ...sale, currency: 'CZK' })).toBeNull();
  expect(said(0, { ...from(6000), state: 'used-up' }, { ...double, state: 'later' })).toBeNull();
});

it('says nothing of rules for other places, or in a group that may count another rule', () => {
  const b = [{ code: 'b', name: 'B' }];
  expect(said(0, { ...from(6000), locations: b }, { ...double, locations: b })).toBeNull();
  expect(said(0, { ...from(6000), grouped: true }, { ...double, grouped: true })).toBeNull();
  const both = [...b, { code: 'a', name: 'A' }];
  expect(said(0, { ...from(6000), locations: both })).toBe('€60.00 more: 50 points');
});

it('knows no minimum where not all of the total earns, but the total that a condition asks for', () => {
  const total: Condition = {
    fact: 'purchase.total',
    op: 'at-least',
    value: { amount: 3000, currency: 'EUR' },
  };
  const needs = { condition: total, text: '' };
  const partly = { ...sale, allEarns: false };
  expect(saleHint([from(6000)], partly)).toBeNull();
  expect(saleHint([{ ...from(6000), needs }], partly)).toBeNull();
  expect(saleHint([{ ...double, needs }], partly)).toBe(
    '€30.00 more: double points on goods of category Coffee',
  );
});

it('asks for the larger of a minimum and a total', () => {
  const asking = (amount: number): Opportunity['needs'] => ({
    condition: { fact: 'purchase.total', op: 'at-least', value: { amount, currency: 'EUR' } },
    text: '',
  });
  expect(said(0, { ...from(6000), needs: asking(3000) })).toBe('€60.00 more: 50 points');
  expect(said(0, { ...from(3000), needs: asking(6000) })).toBe('€60.00 more: 50 points');
});
