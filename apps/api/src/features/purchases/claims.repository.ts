import { Injectable } from '@nestjs/common';
import { statement } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';

const record = statement('claim-record', 'select record_claim($1) as claimed');

@Injectable()
export class ClaimsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** False when the purchase is no longer what was read; then nothing was written. */
  async record(document: object): Promise<boolean> {
    const [row] = await this.transactions.query<{ claimed: boolean }>(record, [JSON.stringify(document)]);
    return row?.claimed ?? false;
  }
}
