import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { endpointsOf, longestMs, NonsenseClub } from '../support/nonsense/club.ts';

let club: NonsenseClub;
beforeAll(async () => {
  club = await NonsenseClub.start();
});
afterAll(() => club.close());
afterEach(() => club.mailsEnd());

describe.each(endpointsOf('sales'))('$method $path', (endpoint) => {
  const refuses = 'refuses invalid input with a clear problem, and changes nothing';
  it(refuses, async () => expect(await club.faultsOf(endpoint)).toEqual([]), longestMs);
});
