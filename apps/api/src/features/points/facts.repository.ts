import type { FactColumns } from '@regulars/conditions';

/** What conditions ask of a member's points: as the member list shows them, settled or not. */
export const pointsFactColumns = {
  'member.points': (row) => `coalesce((select w.available from wallets w where w.member_id = ${row}.id), 0)`,
} satisfies Partial<FactColumns<'member'>>;
