import type pg from 'pg';
import type { MemberSnapshot } from '@regulars/loyalty';
import type { SeededRandom } from './seeded-random.ts';
import { insert } from './stored-rows.ts';

export const madeStanding = (random: SeededRandom): Pick<MemberSnapshot, 'kind' | 'scored'> => ({
  kind: random.of(['customer', 'customer', 'staff', 'test', 'reseller']),
  scored: madeScored(random),
});

const madeScored = (random: SeededRandom): MemberSnapshot['scored'] =>
  random.isOneIn(3)
    ? null
    : {
        group: random.of([null, 'champions', 'lost']),
        class: random.of([null, 'A', 'B', 'C']),
        tenth: random.of([null, 1, 2, 10]),
        own: random.isOneIn(3) ? {} : { shoe: random.of([-3, 0, 12, 100]) },
      };

interface Stored {
  readonly id: string;
  readonly snapshot: MemberSnapshot;
}

const toldOwn = (own: Readonly<Record<string, number>>): object =>
  Object.fromEntries(Object.entries(own).map(([key, value]) => [key, { value, parts: [value] }]));

/** Members that are not customers, and what was computed of members. */
export async function storeScored(db: pg.Client, members: readonly Stored[]): Promise<void> {
  await insert(
    db,
    'member_kinds',
    'member_id uuid, kind text, reason text, set_at timestamptz',
    members.flatMap(({ id, snapshot: { kind, joinedAt } }) =>
      kind === 'customer'
        ? []
        : [{ member_id: id, kind, reason: 'by chance', set_at: new Date(joinedAt).toISOString() }],
    ),
  );
  await insert(
    db,
    'member_scored',
    'member_id uuid, "group" text, class text, tenth smallint, own jsonb',
    members.flatMap(({ id, snapshot: { scored } }) =>
      scored ? [{ member_id: id, ...scored, own: toldOwn(scored.own) }] : [],
    ),
  );
}
