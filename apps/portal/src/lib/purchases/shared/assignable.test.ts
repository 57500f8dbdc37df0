import { expect, it } from 'vitest';
import { isAssignable } from './assignable.ts';

type Asked = Parameters<typeof isAssignable>[0];

const line = (returned: number) => ({ quantity: 2, returned }) as Asked['lines'][number];
const returned = (reversed: Asked['returns'][number]['reversed'] = null) =>
  ({ reversed }) as Asked['returns'][number];
const purchase: Asked = { member: null, purchasedAt: '2026-11-01T10:00:00Z', lines: [line(0)], returns: [] };
const at = (now: string) => ({ now: Date.parse(now), zone: 'Europe/Vienna' });
const soon = at('2026-11-02T10:00:00Z');

it('a purchase of nobody can be given to a member for thirty days', () => {
  expect(isAssignable(purchase, soon)).toBe(true);
  expect(isAssignable(purchase, at('2026-12-01T22:00:00Z'))).toBe(true);
  expect(isAssignable(purchase, at('2026-12-02T08:00:00Z'))).toBe(false);
  expect(isAssignable({ ...purchase, member: { id: 'm', displayName: 'Clara' } }, soon)).toBe(false);
});

it('nothing of an undone purchase is left to give', () => {
  expect(isAssignable({ ...purchase, lines: [line(2)], returns: [returned()] }, soon)).toBe(false);
  expect(isAssignable({ ...purchase, lines: [line(1)], returns: [returned()] }, soon)).toBe(true);
  const mistake = returned({ at: '2026-11-01T11:00:00Z', reason: null, points: 0 });
  expect(isAssignable({ ...purchase, lines: [line(0)], returns: [mistake] }, soon)).toBe(true);
});
