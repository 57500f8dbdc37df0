import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const stored = statement('coupon-code-key-stored', 'select fingerprint from coupon_code_key');
const keep = statement(
  'coupon-code-key-keep',
  'insert into coupon_code_key (fingerprint) values ($1) on conflict do nothing',
);
const hasCodes = statement('coupon-code-key-needed', 'select from coupon_codes limit 1');

/** By which key the codes of the club were hashed. */
@Injectable()
export class CodeKeysRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Null before there are codes. */
  async stored(): Promise<string | null> {
    return (await this.transactions.query(stored, []))[0]?.fingerprint ?? null;
  }

  /** The first one stays. */
  async keep(fingerprint: string): Promise<void> {
    await this.transactions.query(keep, [fingerprint]);
  }

  /** Those of a time before fingerprints have none. */
  async hasCodes(): Promise<boolean> {
    return (await this.transactions.query(hasCodes, [])).length > 0;
  }
}
