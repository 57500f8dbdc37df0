import { describe, expect, it } from 'vitest';
import { mayRenew, ownCardOf, type KnownCard } from '../index.ts';

const card = (day: number, status: KnownCard['status'], lost = false): KnownCard => ({
  status,
  issuedAt: new Date(Date.UTC(2026, 10, day)),
  lostAt: lost ? new Date(Date.UTC(2026, 10, day + 1)) : null,
});

describe('a member’s own card', () => {
  it('is the newest usable one, else the newest', () => {
    const [first, second, blocked] = [card(1, 'active'), card(2, 'active'), card(3, 'blocked')];
    expect(ownCardOf([first, blocked, second])).toBe(second);
    expect(ownCardOf([card(1, 'replaced'), blocked])).toBe(blocked);
    expect(ownCardOf([])).toBeUndefined();
  });

  it('is renewed by its member only after they lost it', () => {
    expect(mayRenew(card(1, 'blocked', true))).toBe(true);
    expect(mayRenew(card(1, 'blocked'))).toBe(false);
    expect(mayRenew(card(1, 'active'))).toBe(false);
    // Staff replaced the lost card, then that one was blocked.
    expect(mayRenew(card(1, 'replaced', true))).toBe(false);
  });
});
