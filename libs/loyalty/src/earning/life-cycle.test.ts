import { describe, expect, it } from 'vitest';
import { lifeCycleOf, type Instant, type RuleState, type ValidPublication } from '../index.ts';

const made = (
  version: number,
  [from, until]: readonly [Instant | null, Instant | null],
  [validFrom, validUntil]: readonly [Instant | null, Instant | null] = [null, null],
): ValidPublication => ({ version, from, until, validity: { from: validFrom, until: validUntil } });

const statesAt = (publications: readonly ValidPublication[], ...moments: Instant[]): RuleState[] =>
  moments.map((now) => lifeCycleOf(publications, now).state);

describe('the life cycle of a rule', () => {
  it('is a draft until it is published, also if its only publication was withdrawn', () => {
    expect(statesAt([], 100)).toEqual(['draft']);
    expect(statesAt([made(1, [200, 200], [null, 50])], 100, 300)).toEqual(['draft', 'draft']);
  });

  it('is scheduled before its validity, live in it, and ended from its end on', () => {
    const rule = [made(1, [null, null], [100, 200])];
    expect(statesAt(rule, 99, 100, 199, 200)).toEqual(['scheduled', 'live', 'live', 'ended']);
  });

  it('is scheduled until both its publication and its validity have begun', () => {
    expect(statesAt([made(1, [50, null], [100, null])], 49, 50, 100)).toEqual([
      'scheduled',
      'scheduled',
      'live',
    ]);
    expect(statesAt([made(1, [150, null], [100, null])], 120, 150)).toEqual(['scheduled', 'live']);
  });

  it('is paused until its validity is over, then ended', () => {
    const rule = [made(1, [null, 150], [null, 200])];
    expect(statesAt(rule, 149, 150, 199, 200)).toEqual(['live', 'paused', 'paused', 'ended']);
  });

  it('asks the version that is published, not a newer one', () => {
    const rule = [made(1, [null, null], [null, 100]), made(2, [300, null], [null, 400])];
    expect(statesAt(rule, 99, 100, 299, 300, 400)).toEqual([
      'live',
      'scheduled',
      'scheduled',
      'live',
      'ended',
    ]);
  });

  it('is paused if a pause comes before its validity begins', () => {
    expect(statesAt([made(1, [null, 100], [150, null])], 50, 150)).toEqual(['paused', 'paused']);
  });

  it('keeps the published version and the next one', () => {
    const rule = [made(1, [null, null], [null, 100]), made(2, [300, null])];
    expect(lifeCycleOf(rule, 200)).toEqual({
      state: 'scheduled',
      liveVersion: 1,
      scheduled: { version: 2, from: 300 },
    });
  });
});
