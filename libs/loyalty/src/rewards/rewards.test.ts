import { describe, expect, it } from 'vitest';
import { at, berlin } from '../../test/passbook.ts';
import {
  bestFor,
  byReach,
  cancellationRefusal,
  nextGoal,
  reachOf,
  rewardRefusal,
  rewardsToShow,
  stepsToGoal,
  voucherExpiry,
  voucherRefusal,
  voucherStateAt,
  type RewardTerms,
} from '../index.ts';

describe('a reward', () => {
  const reward: RewardTerms = {
    state: 'live',
    validity: { from: 100, until: 200 },
    eventAt: null,
    stock: 3,
    perMember: 2,
  };

  it.each<[string, Partial<RewardTerms>, number, number, string | null]>([
    ['live, in its time, in stock', {}, 1, 100, null],
    ['a draft', { state: 'draft' }, 0, 100, 'reward-not-available'],
    ['paused', { state: 'paused' }, 0, 100, 'reward-not-available'],
    ['not offered yet', {}, 0, 99, 'reward-not-available'],
    ['offered no longer', {}, 0, 200, 'reward-not-available'],
    ['a ticket before its event', { eventAt: 101 }, 0, 100, null],
    ['a ticket whose event has begun', { eventAt: 100 }, 0, 100, 'event-begun'],
    ['had as often as one may', {}, 2, 100, 'reward-limit-reached'],
    ['had often, without limit', { perMember: null }, 99, 100, null],
    ['gone', { stock: 0 }, 0, 100, 'out-of-stock'],
    ['without limit of stock and time', { stock: null, validity: { from: null, until: null } }, 0, 0, null],
  ])('%s', (_, terms, taken, now, refusal) => {
    expect(rewardRefusal({ ...reward, ...terms }, taken, now)).toBe(refusal);
  });
});

/** Of a member with 100 points. */
const seen = (name: string, points: number, more: object = {}) => ({
  name,
  points,
  missing: Math.max(0, points - 100),
  limitReached: false,
  stock: null,
  ...more,
});
const names = (rewards: readonly { name: string }[]) => rewards.map(({ name }) => name);

describe('the reachable rewards of a member', () => {
  const mug = seen('mug', 80);
  const cake = seen('cake', 30);
  const grinder = seen('grinder', 500);
  const beans = seen('beans', 150);
  const gone = seen('gone', 10, { stock: 0 });
  const had = seen('had', 110, { limitReached: true });
  const all = [grinder, gone, mug, had, beans, cake];

  it('give the same reason as a redemption would', () => {
    const both = seen('both', 200, { limitReached: true, stock: 0 });
    expect([mug, beans, gone, had, both].map(reachOf)).toEqual([
      'redeemable',
      'too-few-points',
      'out-of-stock',
      'limit-reached',
      'limit-reached',
    ]);
  });

  it('are sorted by distance, with unavailable ones last', () => {
    expect(names(all.toSorted(byReach))).toEqual(['cake', 'mug', 'beans', 'grinder', 'gone', 'had']);
  });

  it('have one next goal: the nearest available reward above the balance', () => {
    expect(nextGoal(all)).toBe(beans);
    expect(nextGoal([mug, gone, had])).toBeUndefined();
  });

  it('have steps at different prices: the two best reached ones and the goal', () => {
    const steps = [seen('tea', 80), seen('water', 5), ...all];
    expect(names(stepsToGoal(steps))).toEqual(['cake', 'tea', 'beans']);
    expect(names(stepsToGoal([mug, cake, seen('water', 5)]))).toEqual(['water', 'cake', 'mug']);
    expect(stepsToGoal([gone, had])).toEqual([]);
  });

  it('are placed by the best available reward, with room for the next', () => {
    expect(names(rewardsToShow(all, 4))).toEqual(['mug', 'cake', 'beans', 'grinder']);
    expect(names(rewardsToShow(all, 2))).toEqual(['mug', 'beans']);
    expect(names(rewardsToShow([mug, cake], 1))).toEqual(['mug']);
  });

  it('show the best reward for a number of points', () => {
    expect(bestFor(all, 79)).toBe(cake);
    expect(bestFor(all, 29)).toBeUndefined();
  });
});

describe('a voucher', () => {
  it('expires with time, unless it was used or cancelled before', () => {
    expect(voucherStateAt('issued', 200, 199)).toBe('issued');
    expect(voucherStateAt('issued', 200, 200)).toBe('expired');
    expect(voucherStateAt('used', 200, 300)).toBe('used');
    expect(voucherStateAt('cancelled', 200, 300)).toBe('cancelled');
  });

  it('lives until the end of a local day of the club', () => {
    expect(voucherExpiry(at('2027-03-27T23:30'), 1, berlin)).toBe(at('2027-03-29T00:00'));
  });

  it.each([
    ['issued', null, null],
    ['used', 'voucher-used', 'voucher-used'],
    ['expired', 'voucher-expired', 'voucher-expired'],
    ['cancelled', 'voucher-cancelled', 'already-cancelled'],
  ] as const)('that is %s can be used: %s; cancelled: %s', (state, handedIn, cancelled) => {
    expect([voucherRefusal(state), cancellationRefusal(state)]).toEqual([handedIn, cancelled]);
  });
});
