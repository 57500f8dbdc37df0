import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { euroRule } from '../../test/purchases.ts';
import {
  holdsAt,
  pausePublications,
  publishVersion,
  RuleTimeline,
  spansOf,
  standingOf,
  withdrawScheduled,
  type Closing,
  type Instant,
  type Publication,
} from '../index.ts';

type Made = readonly Publication[];

/** The list after some of its publications were closed. */
const closed = (made: Made, closings: readonly Closing<Publication>[]): Made =>
  made.map((one) => {
    const closing = closings.find(({ publication }) => publication === one);
    return closing ? { ...one, until: closing.until } : one;
  });
const published = (made: Made, version: number, now: Instant, from?: Instant): Made => {
  const publishing = publishVersion(made, { version, now, ...(from === undefined ? {} : { from }) });
  if (!publishing) return made;
  return [...closed(made, publishing.closed), { version, from: publishing.from, until: null }];
};
const paused = (made: Made, at: Instant): Made => closed(made, pausePublications(made, at));
const versionAt = (made: Made, at: Instant): number | null => holdsAt(made, at)?.version ?? null;
const versionsAt = (made: Made, moments: readonly Instant[]) => moments.map((at) => versionAt(made, at));

describe('the timeline of a rule', () => {
  const first = published([], 1, 100);

  it('starts its first publication at the beginning of time', () => {
    expect(first).toEqual([{ version: 1, from: null, until: null }]);
    expect(versionsAt(first, [-1e15, 0, 100, 1e15])).toEqual([1, 1, 1, 1]);
  });

  it('starts the first publication later if the caller says so', () => {
    expect(versionsAt(published([], 1, 100, 50), [49, 50, 100])).toEqual([null, 1, 1]);
  });

  it('starts the next version at its publication', () => {
    const made = published(first, 2, 200);
    expect(versionsAt(made, [199, 200, 300])).toEqual([1, 2, 2]);
    expect(spansOf(made).map(({ from, until }) => [from, until])).toEqual([
      [null, 200],
      [200, null],
    ]);
  });

  it('prefers the later publication where versions overlap', () => {
    const made = published(published(first, 2, 200), 3, 300, 150);
    expect(versionsAt(made, [149, 150, 199, 250])).toEqual([1, 3, 3, 3]);
    expect(spansOf(made).map(({ publication }) => publication.version)).toEqual([1, 3]);
  });

  it('has a gap during a pause, which a later publication into the past can fill', () => {
    const gap = published(paused(first, 200), 1, 300);
    expect(versionsAt(gap, [199, 200, 299, 300])).toEqual([1, null, null, 1]);
    expect(versionsAt(published(gap, 1, 400, 200), [199, 200, 299, 300])).toEqual([1, 1, 1, 1]);
  });

  it('allows a pause in the past or in the future', () => {
    expect(versionsAt(paused(first, 50), [49, 50, 100])).toEqual([1, null, null]);
    const ahead = paused(first, 200);
    expect(standingOf(ahead, 199).state).toBe('live');
    expect(standingOf(ahead, 200).state).toBe('paused');
  });

  it('withdraws scheduled versions at a pause; a second pause changes nothing', () => {
    const made = paused(published(first, 2, 200, 500), 300);
    expect(versionsAt(made, [299, 300, 500])).toEqual([1, null, null]);
    expect(pausePublications(made, 300)).toEqual([]);
  });

  it('schedules a version once: a second publication moves it', () => {
    const made = published(published(published(first, 2, 200, 500), 2, 200, 700), 2, 200, 600);
    expect(versionsAt(made, [599, 600])).toEqual([1, 2]);
    expect(made).toHaveLength(4);
  });

  it('schedules two versions one after the other', () => {
    const made = published(published(first, 2, 200, 500), 3, 200, 700);
    expect(versionsAt(made, [499, 500, 700])).toEqual([1, 2, 3]);
    expect(standingOf(made, 200).scheduled).toEqual({ version: 2, from: 500 });
    expect(standingOf(made, 500).scheduled).toEqual({ version: 3, from: 700 });
  });

  it('withdraws scheduled versions; live versions stay', () => {
    const made = published(published(first, 2, 200, 500), 3, 200, 700);
    const after = closed(made, withdrawScheduled(made, 500));
    expect(versionsAt(after, [499, 500, 700])).toEqual([1, 2, 2]);
    expect(withdrawScheduled(after, 500)).toEqual([]);
  });

  it('does not change when the current version is published again', () => {
    expect(publishVersion(first, { version: 1, now: 200 })).toBeNull();
    expect(publishVersion(first, { version: 1, now: 200, from: 50 })).toBeNull();
    expect(publishVersion(paused(first, 300), { version: 1, now: 200 })).toEqual({
      from: 200,
      closed: [],
    });
  });

  it('goes from draft to scheduled to live to paused', () => {
    const scheduled = published([], 1, 100, 200);
    expect(standingOf([], 100)).toEqual({ state: 'draft', liveVersion: null, scheduled: null });
    expect(standingOf(scheduled, 199)).toEqual({
      state: 'scheduled',
      liveVersion: null,
      scheduled: { version: 1, from: 200 },
    });
    expect(standingOf(scheduled, 200)).toEqual({ state: 'live', liveVersion: 1, scheduled: null });
    expect(standingOf(paused(scheduled, 300), 300).state).toBe('paused');
    expect(standingOf(paused(scheduled, 150), 150).state).toBe('draft');
  });

  it('starts at the beginning of time again if no version was ever live', () => {
    expect(published(published([], 1, 100, 200), 1, 150).at(-1)).toEqual({
      version: 1,
      from: null,
      until: null,
    });
  });
});

describe('the timeline of all rules', () => {
  const euro = euroRule({ version: 1 });
  const later = euroRule({ version: 2, validity: { from: 250, until: 400 } });
  const other = euroRule({ id: 'other', version: 7, validity: { from: 100, until: null } });
  const timeline = new RuleTimeline([
    [
      { version: 1, from: null, until: null, rule: euro },
      { version: 2, from: 200, until: null, rule: later },
    ],
    [{ version: 7, from: null, until: 300, rule: other }],
  ]);

  it('contains published and valid versions, in the order of the rules', () => {
    const ids = (at: Instant) => timeline.at(at).map(({ id, version }) => `${id} ${version}`);
    expect(ids(99)).toEqual(['base 1']);
    expect(ids(100)).toEqual(['base 1', 'other 7']);
    // The version published later holds, also where it is not valid yet.
    expect(ids(200)).toEqual(['other 7']);
    expect(ids(250)).toEqual(['base 2', 'other 7']);
    expect(ids(300)).toEqual(['base 2']);
    expect(ids(400)).toEqual([]);
  });

  it('calculates each span once', () => {
    expect(timeline.at(260)).toBe(timeline.at(299));
    expect(new RuleTimeline([]).at(0)).toEqual([]);
  });
});

const moment = fc.integer({ min: 0, max: 30 });
const step = fc.record({
  verb: fc.constantFrom('publish', 'publish', 'pause', 'withdraw'),
  version: fc.integer({ min: 1, max: 4 }),
  from: fc.option(moment, { nil: undefined }),
  passed: fc.integer({ min: 0, max: 5 }),
});
const life = fc.array(step, { maxLength: 12 });
const moments = Array.from({ length: 70 }, (_, index) => index / 2 - 1);

function lived(steps: readonly { verb: string; version: number; from?: Instant; passed: number }[]) {
  let now = 0;
  let made: Made = [];
  for (const { verb, version, from, passed } of steps) {
    now += passed;
    if (verb === 'publish') made = published(made, version, now, from);
    else if (verb === 'pause') made = paused(made, from ?? now);
    else made = closed(made, withdrawScheduled(made, now));
  }
  return { made, now };
}

test('spans never overlap, and agree with a query for each moment', () => {
  fc.assert(
    fc.property(life, (steps) => {
      const { made } = lived(steps);
      const spans = spansOf(made);
      for (const [index, { from }] of spans.entries()) {
        const before = spans[index - 1];
        if (before) expect(before.until ?? Infinity).toBeLessThanOrEqual(from ?? -Infinity);
      }
      for (const at of moments) {
        const span = spans.find(({ from, until }) => (from ?? -Infinity) <= at && at < (until ?? Infinity));
        expect(span?.publication ?? null).toBe(holdsAt(made, at));
      }
    }),
  );
});

test('after a publication the version is live from that moment, and the past does not change', () => {
  fc.assert(
    fc.property(life, fc.integer({ min: 1, max: 4 }), moment, (steps, version, from) => {
      const { made, now } = lived(steps);
      const after = published(made, version, now, from);
      const moved = made.some((one) => one.version === version && (one.from ?? -1) > now);
      for (const at of moments) {
        if (at >= from) expect(versionAt(after, at)).toBe(version);
        else if (!moved) expect(versionAt(after, at)).toBe(versionAt(made, at));
      }
    }),
  );
});

test('after a pause nothing is live, and the past does not change', () => {
  fc.assert(
    fc.property(life, moment, (steps, pausedAt) => {
      const { made } = lived(steps);
      const after = paused(made, pausedAt);
      for (const at of moments) expect(versionAt(after, at)).toBe(at < pausedAt ? versionAt(made, at) : null);
    }),
  );
});

test('the timeline of all rules agrees with the timeline of each rule', () => {
  fc.assert(
    fc.property(fc.array(life, { maxLength: 4 }), (lives) => {
      const rules = lives.map((steps, index) =>
        lived(steps).made.map((one) => ({
          ...one,
          rule: euroRule({
            id: `rule ${index}`,
            version: one.version,
            validity: { from: one.version * 3, until: one.version === 4 ? null : one.version * 8 },
          }),
        })),
      );
      const timeline = new RuleTimeline(rules);
      for (const at of moments) {
        const expected = rules.flatMap((made) => {
          const rule = holdsAt(made, at)?.rule;
          const valid = rule && (rule.validity.from ?? at) <= at && at < (rule.validity.until ?? Infinity);
          return valid ? [rule] : [];
        });
        expect(timeline.at(at)).toEqual(expected);
      }
    }),
  );
});
