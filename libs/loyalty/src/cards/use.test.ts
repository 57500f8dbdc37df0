import { expect, test } from 'vitest';
import { cardRefusal } from '../index.ts';

test.each([
  ['active', 'active', null],
  [null, 'active', null],
  ['blocked', 'closed', 'card-blocked'],
  ['replaced', 'active', 'card-replaced'],
  ['active', 'blocked', 'member-not-active'],
  [null, 'closed', 'member-not-active'],
] as const)('a card that is %s of a member who is %s: %s', (cardStatus, memberStatus, refusal) => {
  expect(cardRefusal({ cardStatus, memberStatus })).toBe(refusal);
});
