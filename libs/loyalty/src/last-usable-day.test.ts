import { describe, expect, it } from 'vitest';
import { endOfDate } from './calendar.ts';
import { instantOf } from './clock.ts';
import { lastUsableDay } from './last-usable-day.ts';

const of = (exclusive: string, zone = 'Europe/Berlin') => {
  const { date, wholeDay } = lastUsableDay(instantOf(exclusive), zone);
  return [date, wholeDay];
};

describe('the last usable day', () => {
  it('is the day before a local midnight', () => {
    expect(of('2027-01-01T00:00:00+01:00')).toEqual(['2026-12-31', true]);
    expect(of('2027-01-01T00:00:00+01:00', 'Europe/Prague')).toEqual(['2026-12-31', true]);
    expect(of('2026-12-31T23:00:00Z')).toEqual(['2026-12-31', true]);
    expect(of('2028-03-01T00:00:00+01:00')).toEqual(['2028-02-29', true]);
  });

  it('is the same day, with a time, at any other moment', () => {
    expect(of('2026-12-31T15:00:00+01:00')).toEqual(['2026-12-31', false]);
    expect(of('2026-12-31T23:59:00+01:00')).toEqual(['2026-12-31', false]);
    expect(of('2027-01-01T00:00:01+01:00')).toEqual(['2027-01-01', false]);
    // Midnight elsewhere is not midnight here.
    expect(of('2027-01-01T00:00:00Z')).toEqual(['2027-01-01', false]);
  });

  it('knows the nights of clock changes', () => {
    expect(of('2026-03-29T00:00:00+01:00')).toEqual(['2026-03-28', true]);
    expect(of('2026-03-30T00:00:00+02:00')).toEqual(['2026-03-29', true]);
    expect(of('2026-03-30T00:00:00+02:00', 'Europe/Prague')).toEqual(['2026-03-29', true]);
    expect(of('2026-10-25T00:00:00+02:00')).toEqual(['2026-10-24', true]);
    expect(of('2026-10-26T00:00:00+01:00')).toEqual(['2026-10-25', true]);
    // An hour off, as a calculation with a fixed offset would be.
    expect(of('2026-03-30T00:00:00+01:00')).toEqual(['2026-03-30', false]);
    expect(of('2026-10-26T00:00:00+02:00')).toEqual(['2026-10-25', false]);
  });

  it('is the day before where a clock change skips midnight', () => {
    // In Beirut clocks go from 24:00 of 28 March to 01:00.
    expect(of('2026-03-28T22:00:00Z', 'Asia/Beirut')).toEqual(['2026-03-28', true]);
  });

  it('undoes the end of a date, every day of two years', () => {
    for (const zone of ['Europe/Berlin', 'Europe/Prague', 'Europe/London', 'Asia/Beirut'])
      for (let date = Temporal.PlainDate.from('2026-01-01'); date.year < 2028; date = date.add({ days: 1 }))
        expect(lastUsableDay(endOfDate(date, zone), zone)).toMatchObject({
          date: date.toString(),
          wholeDay: true,
        });
  });
});
