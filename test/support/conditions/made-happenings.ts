import { randomUUID } from 'node:crypto';
import type { MemberSnapshot } from '@regulars/loyalty';
import { madeHappenings, madeSegments } from './made-values.ts';
import type { SeededRandom } from './seeded-random.ts';

type Happenings = MemberSnapshot['happenings'];

/** What happened to a member of the made club. */
export const happenedTo = (random: SeededRandom, momentOf: (random: SeededRandom) => number): Happenings =>
  Array.from({ length: random.upTo(12) }, () => {
    const name = random.of(madeHappenings);
    return { name, at: momentOf(random), of: name === 'points.expired' ? null : random.of(madeSegments) };
  });

export const happeningColumns = 'member_id uuid, name text, at timestamptz, cause uuid, subject text';

/** Its rows in the database. */
export const happeningRows = ({
  id,
  snapshot,
}: {
  readonly id: string;
  readonly snapshot: { readonly happenings: Happenings };
}): object[] =>
  snapshot.happenings.map(({ name, at, of }) => ({
    member_id: id,
    name,
    at: new Date(at).toISOString(),
    cause: randomUUID(),
    subject: of ?? '',
  }));
