import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

export interface SetupRow {
  expires_at: Date;
  club_saved_at: Date | null;
}

const issue = statement(
  'setup-issue',
  'insert into setups (token_hash, expires_at) values ($1, $2) on conflict (id) do update set token_hash = excluded.token_hash, expires_at = excluded.expires_at',
);
const find = statement('setup-find', 'select expires_at, club_saved_at from setups where token_hash = $1');
const lock = statement('setup-lock', 'select id from setups for update');
const saved = statement('setup-club-saved', 'update setups set club_saved_at = coalesce(club_saved_at, $1)');
const end = statement('setup-end', 'delete from setups');

@Injectable()
export class SetupRepository {
  constructor(private readonly transactions: Transactions) {}

  /** The links before it end; what was set up stays. */
  async issue(tokenHash: Buffer, expiresAt: Date): Promise<void> {
    await this.transactions.query(issue, [tokenHash, expiresAt]);
  }

  async find(tokenHash: Buffer): Promise<SetupRow | undefined> {
    return (await this.transactions.query(find, [tokenHash]))[0];
  }

  /** A parallel setup waits for this transaction. */
  async lock(): Promise<void> {
    await this.transactions.query(lock);
  }

  async clubSaved(at: Date): Promise<void> {
    await this.transactions.query(saved, [at]);
  }

  async end(): Promise<void> {
    await this.transactions.query(end);
  }
}
