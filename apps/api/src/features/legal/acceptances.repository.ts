import { Injectable } from '@nestjs/common';
import type { Language } from '@regulars/contracts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

export interface Acceptance {
  readonly memberId: string;
  readonly version: number;
  readonly language: Language;
  readonly acceptedAt: Date;
  readonly way: 'joining' | 'account-opening' | 'asked';
}

const newest = statement(
  'terms-accepted',
  `select version, language, accepted_at from terms_acceptances where member_id = $1 order by version desc limit 1`,
);
const record = statement(
  'terms-accept',
  `insert into terms_acceptances (member_id, version, language, accepted_at, way)
   select member_id, version, language, accepted_at, way
   from jsonb_to_recordset($1::jsonb) as row(member_id uuid, version int, language text, accepted_at timestamptz, way text)
   on conflict do nothing`,
);
const counted = statement(
  'terms-acceptances-count',
  `select version, count(*) as accepted from terms_acceptances a
   where member_status(a.member_id) <> 'closed' group by version`,
);
const acceptedOf = statement(
  'terms-accepted-of',
  `select member_id, max(version) as version from terms_acceptances where member_id = any($1::uuid[]) group by member_id`,
);

@Injectable()
export class AcceptancesRepository {
  constructor(private readonly transactions: Transactions) {}

  /** The newest version that the member accepted. */
  async newest(
    memberId: string,
  ): Promise<Pick<Acceptance, 'version' | 'language' | 'acceptedAt'> | undefined> {
    const [row] = await this.transactions.query(newest, [memberId]);
    return row && { version: row.version, language: row.language, acceptedAt: row.accepted_at };
  }

  /** The newest version of each of these members who accepted one. */
  async newestOf(memberIds: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.transactions.query(acceptedOf, [memberIds]);
    return new Map(rows.map(({ member_id, version }) => [member_id, version ?? 0]));
  }

  /** The first acceptance of a version counts. */
  async record(acceptances: readonly Acceptance[]): Promise<void> {
    const rows = acceptances.map(({ memberId, acceptedAt, ...row }) => ({
      ...row,
      member_id: memberId,
      accepted_at: acceptedAt,
    }));
    await this.transactions.query(record, [JSON.stringify(rows)]);
  }

  /** Members by version, without those who left. */
  async counted(): Promise<Map<number, number>> {
    const rows = await this.transactions.query(counted);
    return new Map(rows.map(({ version, accepted }) => [version, accepted]));
  }
}
