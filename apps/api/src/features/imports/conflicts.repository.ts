import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import type { MadeItem } from './import.ts';
import { statement } from './statements.ts';

const from = statement(
  'import-conflicts-from',
  `select item, state, subject_id, changes, line, key from import_items
   where import_id = $1 and attention = 'conflict' and item > $2 and ($3::bigint[] is null or item = any($3))
     and ($4::text is null or changes->'open' @> jsonb_build_array(jsonb_build_object('field', $4::text))
       or ($4 = 'sharedEmail' and changes ? 'shared'))
     and ($6::boolean is null or (changes ? 'shared') = $6)
   order by item limit $5`,
);
const fields = statement(
  'import-conflicts-fields',
  `select change->>'field' as field, count(*) as count
   from import_items, jsonb_array_elements(changes->'open') as change
   where import_id = $1 and attention = 'conflict' group by 1
   union all select 'sharedEmail', count(*) from import_items
     where import_id = $1 and attention = 'conflict' and changes ? 'shared' having count(*) > 0
   order by 2 desc, 1`,
);

export type ConflictRow = MadeItem & { readonly line: number; readonly key: string };

@Injectable()
export class ConflictsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** After this item, of these items, in this field; with or without people who share an e-mail. */
  async from(
    importId: string,
    after: number,
    limit: number,
    only: {
      readonly items?: readonly number[] | undefined;
      readonly field?: string | undefined;
      readonly shared?: boolean;
    },
  ): Promise<ConflictRow[]> {
    const values = [
      importId,
      after,
      only.items ?? null,
      only.field ?? null,
      limit,
      only.shared ?? null,
    ] as const;
    return this.transactions.query(from, values);
  }

  /** Open conflicts per field. */
  async fields(importId: string): Promise<{ field: string; count: number }[]> {
    return this.transactions.query(fields, [importId]);
  }
}
