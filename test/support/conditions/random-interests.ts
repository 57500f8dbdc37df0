import type { MemberSnapshot } from '@regulars/loyalty';
import { madeSegments } from './made-values.ts';
import type { SeededRandom } from './seeded-random.ts';

/** To which sets a member belongs that are stored with a moment. */
export const randomSets = (
  random: SeededRandom,
  now: number,
): Pick<MemberSnapshot, 'segments' | 'interests'> => ({
  segments: random.some(madeSegments),
  interests: random
    .some(['tea', 'coffee', 'crime-novels'])
    .map((key) => ({ key, until: random.of([null, now - 86_400_000, now, now + 86_400_000, now + 1]) })),
});

export const interestColumns = 'member_id uuid, interest text, until timestamptz';

export const interestRows = ({
  id,
  snapshot: { interests },
}: {
  readonly id: string;
  readonly snapshot: Pick<MemberSnapshot, 'interests'>;
}): object[] =>
  interests.map(({ key, until }) => ({
    member_id: id,
    interest: key,
    until: until === null ? null : new Date(until).toISOString(),
  }));
