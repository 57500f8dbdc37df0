import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const use = statement(
  'proof-use',
  'insert into used_proofs (hash, expires_at) values ($1, $2) on conflict do nothing returning hash',
);
// What has expired is refused by its own date.
const sweep = statement('proofs-sweep', 'delete from used_proofs where expires_at < $1');
const pass = statement(
  'proof-pass',
  'insert into passed_proofs (member_id, took_ms, at) values ($1, $2, $3) on conflict do nothing',
);
const passed = statement(
  'proof-passed',
  'select took_ms as "tookMs" from passed_proofs where member_id = $1',
);

@Injectable()
export class ProofsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** False if it was used. */
  async use(hash: string, expiresAt: Date, now: Date): Promise<boolean> {
    await this.transactions.query(sweep, [now]);
    return (await this.transactions.query(use, [hash, expiresAt])).length > 0;
  }

  async pass(memberId: string, tookMs: number, at: Date): Promise<void> {
    await this.transactions.query(pass, [memberId, tookMs, at]);
  }

  /** How long it took, in milliseconds; null if the member passed none. */
  async passed(memberId: string): Promise<number | null> {
    return (await this.transactions.query(passed, [memberId]))[0]?.tookMs ?? null;
  }
}
