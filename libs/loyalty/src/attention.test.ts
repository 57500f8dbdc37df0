import { expect, it } from 'vitest';
import { needsManager, type AttentiveReward, type AttentiveRule, type Programme } from './index.ts';

const rule = (id: string, more: Partial<AttentiveRule> = {}): AttentiveRule => ({
  id,
  state: 'live',
  version: 1,
  liveVersion: 1,
  scheduledVersion: null,
  validUntil: null,
  ...more,
});
const reward = (id: string, more: Partial<AttentiveReward> = {}): AttentiveReward => ({
  id,
  state: 'live',
  stock: null,
  validUntil: null,
  ...more,
});
const needs = (programme: Partial<Programme>) =>
  needsManager({ expiringPoints: 0, rules: [], rewards: [], now: 100, soon: 200, ...programme });

it('a programme without problems needs no attention', () => {
  expect(needs({ rules: [rule('a')], rewards: [reward('b', { stock: 11 })] })).toEqual([]);
});

it('a version that is neither live nor scheduled waits for publication', () => {
  const rules = [
    rule('edited', { version: 2 }),
    rule('new', { state: 'draft', liveVersion: null }),
    rule('scheduled', { version: 2, scheduledVersion: 2 }),
    rule('paused', { state: 'paused', liveVersion: null }),
    rule('ended', { state: 'ended', liveVersion: null }),
  ];
  expect(needs({ rules })).toEqual([
    { kind: 'unpublished', id: 'edited', live: true },
    { kind: 'unpublished', id: 'new', live: false },
  ]);
});

it('reports live items that end soon or are nearly used up, and no paused or ended ones', () => {
  expect(
    needs({
      expiringPoints: 1,
      rules: [rule('ends', { validUntil: 200 }), rule('over', { validUntil: 100 })],
      rewards: [
        reward('late', { validUntil: 201 }),
        reward('few', { stock: 10, validUntil: 150 }),
        reward('paused', { state: 'paused', stock: 0, validUntil: 150 }),
      ],
    }),
  ).toEqual([
    { kind: 'expiring' },
    { kind: 'stock', id: 'few', left: 10 },
    { kind: 'rule-ends', id: 'ends', at: 200 },
    { kind: 'reward-ends', id: 'few', at: 150 },
  ]);
});
