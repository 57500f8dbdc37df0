import { describe, expect, it } from 'vitest';
import { isTrusted, trustOf, type TrustFigures } from './trust.ts';

const thresholds = {
  basic: { days: 5, read: 10, written: 2, reactions: 0 },
  regular: { days: 30, read: 50, written: 10, reactions: 5 },
  quietDays: 90,
};
const none: TrustFigures = {
  ...{ days: 0, read: 0, written: 0, reactions: 0 },
  sinceDecision: null,
  leads: false,
  byHand: null,
};
const active: TrustFigures = { ...none, days: 40, read: 60, written: 12, reactions: 9 };

describe('trust', () => {
  it('begins as new and says what is missing', () => {
    const next = { level: 'basic', needs: thresholds.basic };
    expect(trustOf(none, thresholds)).toEqual({ level: 'new', from: 'counted', next });
  });

  it('needs all figures of a level', () => {
    expect(trustOf(active, thresholds).level).toBe('regular');
    expect(trustOf({ ...active, reactions: 4 }, thresholds).level).toBe('basic');
    expect(trustOf({ ...active, read: 9 }, thresholds).level).toBe('new');
  });

  it('falls with a decision, and comes back after some quiet days', () => {
    expect(trustOf({ ...active, sinceDecision: 89 }, thresholds).level).toBe('basic');
    expect(trustOf({ ...active, sinceDecision: 90 }, thresholds).level).toBe('regular');
  });

  it('is that of a leader, or what a manager set', () => {
    expect(trustOf({ ...none, leads: true }, thresholds)).toMatchObject({ level: 'leader', from: 'leads' });
    expect(trustOf({ ...active, byHand: 'new' }, thresholds)).toMatchObject({
      level: 'new',
      from: 'by-hand',
    });
  });

  it('makes reports count from regular on', () => {
    expect((['new', 'basic', 'regular', 'leader'] as const).filter(isTrusted)).toEqual(['regular', 'leader']);
  });
});
