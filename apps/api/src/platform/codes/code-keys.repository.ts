import { Injectable } from '@nestjs/common';
import { Transactions } from '../database/transactions.ts';
import { statement } from './statements.ts';

const stored = statement('code-key-stored', 'select fingerprint from coupon_code_key');
const keep = statement(
  'code-key-keep',
  'insert into coupon_code_key (fingerprint) values ($1) on conflict do nothing',
);

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
}
