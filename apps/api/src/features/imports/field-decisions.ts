import { Injectable } from '@nestjs/common';
import type { ImportKind } from '@regulars/contracts';
import type { ConflictRow } from './conflicts.repository.ts';
import type { FieldChange, ImportRecord, Outcome } from './import.ts';
import { MembersImporter } from './members-importer.ts';
import { ProductsImporter } from './products-importer.ts';

export type FieldDecision = 'keep' | 'take';

/** Fields in which a file and the club differ. */
@Injectable()
export class FieldDecisions {
  constructor(
    private readonly members: MembersImporter,
    private readonly products: ProductsImporter,
  ) {}

  /** In a transaction; without a field, all of them. */
  async decide(
    { id, kind }: Pick<ImportRecord, 'id' | 'kind'>,
    rows: readonly ConflictRow[],
    decision: FieldDecision,
    field: string | undefined,
  ): Promise<Outcome[]> {
    const parted = rows.map((row) => part(row, field));
    const due = parted.map(({ row, due: open }) => ({ ...row, changes: { open } }));
    // What a purchase or a posting says is never in conflict.
    const appliers = {
      products: () => this.products.apply(due, 'open', 'theirs'),
      members: () => this.members.apply(due, { which: 'open', side: 'theirs', importId: id }),
      purchases: null,
      balances: null,
    } satisfies { [K in ImportKind]: (() => Promise<void>) | null };
    if (decision === 'take') await appliers[kind]?.();
    return parted.map((each) => outcomeOf(each, decision));
  }
}

interface Parted {
  readonly row: ConflictRow;
  readonly due: readonly FieldChange[];
  readonly left: readonly FieldChange[];
}

const part = (row: ConflictRow, field: string | undefined): Parted => {
  const open = row.changes?.open ?? [];
  const isDue = (change: FieldChange): boolean => field === undefined || change.field === field;
  return { row, due: open.filter(isDue), left: open.filter((change) => !isDue(change)) };
};

const outcomeOf = ({ row, due, left }: Parted, decision: FieldDecision): Outcome => {
  const made = [...(row.changes?.made ?? []), ...(decision === 'take' ? due : [])];
  const booked = row.changes?.booked;
  const changes = {
    ...(made.length > 0 ? { made } : {}),
    ...(left.length > 0 ? { open: left } : {}),
    ...(booked ? { booked } : {}),
  };
  return {
    item: row.item,
    state: left.length > 0 ? 'conflict' : 'matched',
    subjectId: row.subject_id,
    ...(Object.keys(changes).length > 0 ? { changes } : {}),
  };
};
