import { expect, it } from 'vitest';
import { sinceWhen } from './tier-reasons.ts';

const granted = { at: '2026-10-20T08:00:00.000Z', reason: 'granted' } as const;
const reached = { at: '2026-09-01T08:00:00.000Z', reason: 'credit-reached' } as const;

it('says the date and the reason of the newest change', () => {
  const since = granted.at;
  expect(sinceWhen({ since }, [granted, reached])).toEqual({ at: since, reason: 'given by the club' });
});

it('says that the time of a granted tier is over before that is booked', () => {
  const since = '2026-10-25T23:00:00.000Z';
  expect(sinceWhen({ since }, [granted, reached])).toEqual({
    at: since,
    reason: 'the time of the given tier is over',
  });
});

it('says nothing of a tier that never changed', () => {
  expect(sinceWhen({ since: null }, [])).toBeNull();
});
