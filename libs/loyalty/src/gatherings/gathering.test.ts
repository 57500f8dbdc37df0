import { describe, expect, it } from 'vitest';
import {
  admission,
  calendarFileName,
  dueReminder,
  gatheringState,
  isDoorOpen,
  placesLeft,
  seatFor,
  takesAnswers,
} from './gathering.ts';

const hour = 3_600_000;
const startsAt = Date.parse('2026-12-05T09:00:00Z');
const times = {
  state: 'planned' as const,
  startsAt,
  endsAt: startsAt + 2 * hour,
  answersUntil: null,
};

describe('a gathering', () => {
  it('is over after its end, and a draft or a cancelled one stays what it is', () => {
    expect(gatheringState(times, times.endsAt - 1)).toBe('planned');
    expect(gatheringState(times, times.endsAt)).toBe('over');
    expect(gatheringState({ ...times, state: 'cancelled' }, times.endsAt)).toBe('cancelled');
  });

  it('takes answers until its start, or until the moment that was set', () => {
    expect(takesAnswers(times, startsAt - 1)).toBe(true);
    expect(takesAnswers(times, startsAt)).toBe(false);
    expect(takesAnswers({ ...times, answersUntil: startsAt - hour }, startsAt - hour)).toBe(false);
    expect(takesAnswers({ ...times, state: 'draft' }, 0)).toBe(false);
  });

  it('opens its door three hours before and closes it a day after', () => {
    expect(isDoorOpen(times, startsAt - 3 * hour - 1)).toBe(false);
    expect(isDoorOpen(times, startsAt - 3 * hour)).toBe(true);
    expect(isDoorOpen(times, times.endsAt + 24 * hour)).toBe(false);
    expect(isDoorOpen({ ...times, state: 'cancelled' }, startsAt)).toBe(false);
  });

  it('has no place for those who come late, and nobody passes those who wait', () => {
    expect(placesLeft(2, 5)).toBe(0);
    expect(seatFor(placesLeft(null, 5000), 0)).toBe('going');
    expect(seatFor(1, 0)).toBe('going');
    expect(seatFor(1, 1)).toBe('waiting');
    expect(seatFor(0, 0)).toBe('waiting');
  });

  it('lets in who has a place, once, and others while places are free', () => {
    expect(admission('going', 0)).toBe('in');
    expect(admission('came', 0)).toBe('already');
    for (const answered of ['waiting', 'declined', null] as const) {
      expect(admission(answered, 0)).toBe('full');
      expect(admission(answered, 1)).toBe('in');
      expect(admission(answered, null)).toBe('in');
    }
  });

  it('reminds once on the day before, by day, and once two hours before', () => {
    const due = (hoursBefore: number, localHour: number, sent: 'day' | 'hours' | null = null) =>
      dueReminder(startsAt, startsAt - hoursBefore * hour, { localHour, sent });
    expect(due(25, 9)).toBeNull();
    expect(due(23, 9)).toBe('day');
    expect(due(14, 21)).toBeNull();
    expect(due(23, 9, 'day')).toBeNull();
    expect(due(2, 7, 'day')).toBe('hours');
    expect(due(1, 7)).toBe('hours');
    expect(due(1, 9, 'hours')).toBeNull();
    expect(due(0, 9)).toBeNull();
  });
});

describe('the name of a calendar file', () => {
  it.each([
    ['Cupping: three Kenyas', 'cupping-three-kenyas.ics'],
    ['Káva & kniha', 'kava-kniha.ics'],
    ['a"\r\nSet-Cookie: x=1', 'a-set-cookie-x-1.ics'],
    ['../../etc/passwd', 'etc-passwd.ics'],
    ['咖啡', 'gathering.ics'],
  ])('of %s is %s', (title, file) => {
    expect(calendarFileName(title)).toBe(file);
  });
});
