import { Injectable } from '@nestjs/common';
import type { Member } from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import { statement } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { ConsentGiven } from './member.ts';

type Consent = Member['consents'][number];
interface ConsentRow {
  purpose: Consent['purpose'];
  granted: boolean;
  changed_at: Date;
}

export interface ConsentChange extends ConsentGiven {
  readonly memberId: string;
  readonly changedAt: Date;
}

const current = statement(
  'consent-current',
  `select distinct on (purpose) purpose, granted, changed_at from consents where member_id = $1 order by purpose, changed_at desc`,
);
// Within one moment the last word counts.
const record = statement(
  'consent-record',
  `insert into consents (member_id, purpose, granted, changed_at)
   select distinct on (member_id, purpose, changed_at) member_id, purpose, granted, changed_at
   from rows from (jsonb_to_recordset($1::jsonb) as (member_id uuid, purpose text, granted boolean, changed_at timestamptz))
        with ordinality as change(member_id, purpose, granted, changed_at, place)
   order by member_id, purpose, changed_at, place desc
   on conflict (member_id, purpose, changed_at) do update set granted = excluded.granted`,
);

@Injectable()
export class ConsentsRepository {
  constructor(private readonly transactions: Transactions) {}

  async current(memberId: string): Promise<Consent[]> {
    const rows = await this.transactions.query<ConsentRow>(current, [memberId]);
    return rows.map(({ purpose, granted, changed_at }) => ({
      purpose,
      granted,
      changedAt: toInstant(changed_at),
    }));
  }

  async record(changes: readonly ConsentChange[]): Promise<void> {
    if (changes.length === 0) return;
    const rows = changes.map(({ memberId, changedAt, ...change }) => ({
      ...change,
      member_id: memberId,
      changed_at: changedAt,
    }));
    await this.transactions.query(record, [JSON.stringify(rows)]);
  }
}
