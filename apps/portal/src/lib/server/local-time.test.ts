import { describe, expect, it } from 'vitest';
import { endInstantOf, localEndOf } from './local-time.server.ts';

const berlin = 'Europe/Berlin';

describe('the picked end of a validity', () => {
  it.each([
    ['2026-12-31', '2026-12-31T23:00:00Z'],
    ['2026-03-29', '2026-03-29T22:00:00Z'],
    ['2026-10-25', '2026-10-25T23:00:00Z'],
    ['2026-12-31T15:00', '2026-12-31T14:00:00Z'],
  ])('%s is sent as the moment after it and comes back as picked', (picked, sent) => {
    expect(endInstantOf(picked, berlin)).toBe(sent);
    expect(localEndOf(sent, berlin)).toBe(picked);
  });

  it('is none if empty or invalid', () => {
    expect(endInstantOf('', berlin)).toBeNull();
    expect(endInstantOf('2026-02-31', berlin)).toBeNull();
    expect(localEndOf(null, berlin)).toBe('');
  });
});
