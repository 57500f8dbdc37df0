import type pg from 'pg';
import type { MadeMember } from './random-club.ts';
import { insert } from './stored-rows.ts';

/** Members that are not customers. */
export async function storeScored(db: pg.Client, members: readonly MadeMember[]): Promise<void> {
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
}
