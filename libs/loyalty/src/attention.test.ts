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

it('nothing needs the manager of a calm programme', () => {
  expect(needs({ rules: [rule('a')], rewards: [reward('b', { stock: 11 })] })).toEqual([]);
});

it('a version that is neither live nor scheduled waits to be published', () => {
  const rules = [
    rule('edited', { version: 2 }),
    rule('new', { state: 'draft', liveVersion: null }),
    rule('scheduled', { version: 2, scheduledVersion: 2 }),
  ];
  expect(needs({ rules })).toEqual([
    { kind: 'unpublished', id: 'edited', live: true },
    { kind: 'unpublished', id: 'new', live: false },
  ]);
});

it('what is live and ends soon, or is nearly gone, is told; what is over or paused is not', () => {
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
