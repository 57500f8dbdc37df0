import type { Condition } from '@regulars/conditions';
import type { Challenge, TimesOfRule } from '@regulars/contracts';
import { describe, expect, it } from 'vitest';
import { entryOfChallenge, entryOfRule } from './calendar-entries.ts';
import { calendarWindow, lookOf, placeIn, windowsText } from './calendar.ts';
import { overlap } from './span-of-time.ts';

const zone = 'Europe/Berlin';
const now = '2026-11-27T12:00:00Z';
const window = calendarWindow(null, zone, now);
const shown = { window, timeZone: zone, now };

describe('what the calendar shows', () => {
  it('begins with the month of the club, which may be another one than in UTC', () => {
    expect(calendarWindow(null, zone, '2026-10-31T23:30:00Z').months.map(({ key }) => key)).toEqual([
      '2026-11',
      '2026-12',
      '2027-01',
    ]);
    expect(window.from).toBe('2026-10-31T23:00:00.000Z');
    expect(window.until).toBe('2027-01-31T23:00:00.000Z');
  });

  it('has the Mondays of each month, also over the change of the clock', () => {
    const [march] = calendarWindow('2026-03', zone, now).months;
    expect(march?.weeks.map(({ day }) => day)).toEqual([2, 9, 16, 23, 30]);
    expect(march?.weeks.map(({ left }) => left)).toEqual(
      march?.weeks.map(({ left }) => left).toSorted((a, b) => a - b),
    );
    const [june] = calendarWindow('2026-06', zone, now).months;
    expect(june?.weeks[0]).toMatchObject({ day: 1, left: 0 });
  });

  it('moves by a month over the year, and takes no month that is none', () => {
    expect(calendarWindow('2026-12', zone, now)).toMatchObject({
      previous: '2026-11',
      next: '2027-01',
      now: null,
    });
    for (const asked of ['2026-13', 'x', '9999-12', ''])
      expect(calendarWindow(asked, zone, now).months[0]?.key).toBe('2026-11');
  });

  it('shows where now is', () => {
    expect(window.now).toBeGreaterThan(25);
    expect(window.now).toBeLessThan(33);
  });
});

describe('the place of a time', () => {
  it('is cut off at what is shown', () => {
    expect(placeIn(window, { from: null, until: null })).toEqual({ left: 0, width: 100 });
    const [, december] = window.months;
    expect(december && placeIn(window, december)).toEqual({ left: december?.left, width: december?.width });
  });

  it('an end is exclusive', () => {
    const november = { from: '2026-10-31T23:00:00Z', until: '2026-11-30T23:00:00Z' };
    expect(overlap(november, { from: '2026-11-30T23:00:00Z', until: null })).toBe(false);
    expect(overlap(november, { from: '2026-11-30T22:59:59Z', until: null })).toBe(true);
    expect(lookOf({ from: null, until: now }, false, now)).toBe('ended');
    expect(lookOf({ from: now, until: null }, false, now)).toBe('live');
    expect(lookOf({ from: '2026-11-27T12:00:01Z', until: null }, false, now)).toBe('scheduled');
    expect(lookOf({ from: null, until: null }, true, now)).toBe('paused');
  });
});

const thursday: Condition = { fact: 'moment.weekday', op: 'is', value: 'thursday' };
const books: Condition = { lines: 'any', where: { fact: 'line.category', op: 'is', value: 'Books' } };

describe('days and times in words', () => {
  it('are the parts of the condition that ask nothing else', () => {
    expect(windowsText(null)).toBe('');
    expect(windowsText(thursday)).toBe('Weekday is Thursday');
    expect(windowsText({ all: [thursday, books] })).toBe('Weekday is Thursday');
    expect(windowsText({ any: [thursday, books] })).toBe('');
    expect(windowsText({ not: thursday })).toBe('Weekday is not Thursday');
    const evening: Condition = { fact: 'moment.time', op: 'between', value: { from: '17:00', to: '20:00' } };
    expect(windowsText({ all: [thursday, evening] })).toBe(
      'Weekday is Thursday and time of day is between 17:00 and 20:00',
    );
  });
});

describe('the entries', () => {
  it('of a rule have its times with their dates', () => {
    const rule: TimesOfRule = {
      id: 'r',
      name: 'Thursdays',
      nameTexts: { en: 'Thursdays' },
      state: 'live',
      times: [
        { version: 1, state: 'applies', from: null, until: '2026-12-31T23:00:00Z', when: thursday },
        { version: 1, state: 'paused', from: '2026-12-31T23:00:00Z', until: null, when: thursday },
      ],
      trials: [
        { version: 2, share: 30, from: '2026-11-09T23:00:00Z', until: '2026-12-09T23:00:00Z', when: null },
      ],
    };
    expect(entryOfRule(rule, shown)).toMatchObject({
      href: '/console/rules/r',
      spans: [
        { look: 'live', text: 'Until 31\u00a0December 2026', windows: 'Weekday is Thursday', left: 0 },
        { look: 'paused', text: 'From 1\u00a0January 2027' },
        {
          look: 'live',
          trial: true,
          text: 'Trial, 30% of the members · 10\u00a0November 2026 to 9\u00a0December 2026',
          windows: '',
        },
      ],
    });
  });

  const challenge = (fields: Partial<Challenge>): Challenge =>
    ({
      id: 'c',
      name: { en: 'Ten coffees' },
      state: 'live',
      startsAt: null,
      endsAt: null,
      updatedAt: '2026-11-10T00:00:00Z',
      terms: { kind: 'stamp-card', stamps: 'per-piece', most: 1 },
      ...fields,
    }) as Challenge;
  const stateOf = (fields: Partial<Challenge>) => entryOfChallenge(challenge(fields), shown)?.state;

  it('of a challenge follow its state and its time; drafts and others outside of the months are not there', () => {
    expect(stateOf({ state: 'draft' })).toBeUndefined();
    expect(stateOf({})).toBe('live');
    expect(stateOf({ startsAt: '2026-12-01T00:00:00Z' })).toBe('scheduled');
    expect(stateOf({ endsAt: '2026-11-20T00:00:00Z' })).toBe('ended');
    expect(stateOf({ state: 'paused' })).toBe('paused');
    expect(stateOf({ endsAt: '2026-10-01T00:00:00Z' })).toBeUndefined();
  });

  it('an ended challenge was open until someone ended it', () => {
    const ended = entryOfChallenge(challenge({ state: 'ended', endsAt: '2027-06-01T00:00:00Z' }), shown);
    expect(ended).toMatchObject({ state: 'ended', spans: [{ until: '2026-11-10T00:00:00Z' }] });
  });
});
