import type pg from 'pg';
import type { MemberSnapshot } from '@regulars/loyalty';
import { insert } from './stored-rows.ts';

interface Stored {
  readonly id: string;
  readonly snapshot: MemberSnapshot;
}

/** Members that are not customers. */
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
}
