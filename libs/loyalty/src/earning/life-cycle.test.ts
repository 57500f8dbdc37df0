import { describe, expect, it } from 'vitest';
import {
  lifeCycleOf,
  timesOf,
  trialTimesOf,
  type Instant,
  type RuleState,
  type ValidPublication,
} from '../index.ts';

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
      trial: null,
    });
  });
});

describe('the times of a rule', () => {
  const told = (publications: readonly ValidPublication[]): string[] =>
    timesOf(publications).map(
      ({ state, version, from, until }) => `${state} ${version}: ${from ?? '…'} – ${until ?? '…'}`,
    );

  it('lie within the validity of each version', () => {
    expect(told([made(1, [null, null], [100, 200]), made(2, [150, null], [100, 300])])).toEqual([
      'applies 1: 100 – 150',
      'applies 2: 150 – 300',
    ]);
  });

  it('have pauses from the end of a publication to the next one, or to the end of the validity', () => {
    expect(told([made(1, [null, 120], [100, 200]), made(1, [150, 170], [100, 200])])).toEqual([
      'applies 1: 100 – 120',
      'paused 1: 120 – 150',
      'applies 1: 150 – 170',
      'paused 1: 170 – 200',
    ]);
    expect(told([made(1, [null, 120])])).toEqual(['applies 1: … – 120', 'paused 1: 120 – …']);
  });

  it('end with the validity: a rule that is over is not paused', () => {
    expect(told([made(1, [null, 300], [100, 200])])).toEqual(['applies 1: 100 – 200']);
  });

  it('are none for a draft and for what was withdrawn', () => {
    expect(told([])).toEqual([]);
    expect(told([made(1, [200, 200])])).toEqual([]);
  });

  it('have trials beside them, within the validity of their version', () => {
    const trial = { ...made(2, [150, null], [100, 300]), share: 20 };
    expect(trialTimesOf([made(1, [null, null]), trial])).toEqual([
      { version: 2, share: 20, from: 150, until: 300 },
    ]);
    expect(trialTimesOf([{ ...trial, until: 150 }])).toEqual([]);
  });

  it('agree with the state of each moment', () => {
    const rule = [made(1, [null, 120], [50, 200]), made(2, [150, null], [160, 300])];
    for (const now of [0, 50, 119, 120, 149, 150, 160, 299, 300]) {
      const time = timesOf(rule).find(
        ({ from, until }) => (from ?? -Infinity) <= now && now < (until ?? Infinity),
      );
      expect(time?.state === 'applies').toBe(lifeCycleOf(rule, now).state === 'live');
    }
  });
});
