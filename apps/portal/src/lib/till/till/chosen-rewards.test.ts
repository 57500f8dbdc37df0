import type { OfferedReward } from '@regulars/contracts';
import { describe, expect, it } from 'vitest';
import { fateOf, isFull, obstacleOf, toPayHere, withOneMore, type ChosenReward } from './chosen-rewards.ts';

const mug: ChosenReward = { id: 'mug', kind: 'product', name: { en: 'Mug' }, effect: null, count: 1 };
const tour: ChosenReward = { ...mug, id: 'tour', kind: 'ticket' };
const offered = (more: Partial<OfferedReward>): OfferedReward => ({
  ...mug,
  description: null,
  category: '',
  picture: 'cup',
  points: 100,
  usualPoints: 100,
  toPay: null,
  event: null,
  missing: 0,
  stock: null,
  stockByLocation: null,
  limitReached: false,
  validUntil: null,
  voucherDays: 90,
  tier: null,
  ...more,
});

describe('the rewards of an open purchase', () => {
  it('get one more piece at the end, so that an earlier one is not refused for it', () => {
    expect(withOneMore([mug, tour], mug)).toEqual([tour, { ...mug, count: 2 }]);
  });

  it('are no more than a cart takes', () => {
    const ten = Array.from({ length: 10 }, (_, index) => ({ ...mug, id: String(index) }));
    expect(isFull(ten, 'other')).toBe(true);
    expect(isFull(ten, '3')).toBe(false);
    expect(isFull([{ ...mug, count: 20 }], 'mug')).toBe(true);
  });

  it('are handed over, lower the price, or are for later', () => {
    expect([mug, { ...mug, kind: 'sample' as const }, tour].map(fateOf)).toEqual([
      'handed-over',
      'handed-over',
      'for-later',
    ]);
    expect(fateOf({ kind: 'discount', effect: { kind: 'percent', percent: 10 } })).toBe('lowers-price');
    expect(fateOf({ kind: 'discount', effect: null })).toBe('for-later');
  });

  it('say what is in the way, here', () => {
    expect(obstacleOf(offered({}), 100, 'wien')).toBeNull();
    expect(obstacleOf(offered({}), 70, 'wien')).toEqual({ missing: 30 });
    expect(obstacleOf(offered({ limitReached: true }), 0, 'wien')).toBe('limit-reached');
    expect(obstacleOf(offered({ stock: 0 }), 100, 'wien')).toBe('out-of-stock');
    const stockByLocation = [{ location: 'graz', name: 'Graz', stock: 3 }];
    expect(obstacleOf(offered({ stock: 3, stockByLocation }), 100, 'wien')).toBe('none-here');
    expect(obstacleOf(offered({ stock: 3, stockByLocation }), 100, 'graz')).toBeNull();
  });

  it('name the money in the currency of the till', () => {
    const both = [
      { amount: 300, currency: 'EUR' },
      { amount: 7500, currency: 'CZK' },
    ];
    expect(toPayHere(both, 'EUR', 2)).toEqual([{ amount: 600, currency: 'EUR' }]);
    expect(toPayHere(both, 'CHF', 1)).toEqual(both);
    expect(toPayHere(null, 'EUR', 1)).toBeNull();
  });
});
