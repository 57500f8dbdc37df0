import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

export interface LinkRow {
  subject_id: string;
  email: string;
  created_at: Date;
  expires_at: Date;
  used_at: Date | null;
}

const columns = 'subject_id, email, created_at, expires_at, used_at';
const insert = statement(
  'link-insert',
  'insert into links (token_hash, purpose, subject_id, email, created_at, expires_at) values ($1, $2, $3, $4, $5, $6)',
);
const find = statement('link-find', `select ${columns} from links where token_hash = $1 and purpose = $2`);
const use = statement(
  'link-use',
  `update links set used_at = $3 where token_hash = $1 and purpose = $2 and used_at is null and expires_at > $3 returning ${columns}`,
);
// A replaced link has ended; it was not used.
const end = statement(
  'link-end',
  'update links set expires_at = least(expires_at, $3) where subject_id = $1 and purpose = any($2) and used_at is null',
);
const endAllOf = statement(
  'link-end-all-of',
  `update links set expires_at = least(expires_at, $2) where used_at is null and expires_at > $2
     and subject_id in (
       select unnest($1::uuid[])
       union select member_id from accounts where id = any($1) and member_id is not null
       union select id from accounts where member_id = any($1))`,
);
const latest = statement(
  'link-latest',
  `select distinct on (subject_id) ${columns} from links where subject_id = any($1) and purpose = $2
   order by subject_id, created_at desc, expires_at desc`,
);
const sweep = statement('link-sweep', 'delete from links where expires_at < $1');

@Injectable()
export class LinksRepository {
  constructor(private readonly transactions: Transactions) {}

  async insert(
    tokenHash: Buffer,
    purpose: string,
    subjectId: string,
    email: string,
    createdAt: Date,
    expiresAt: Date,
  ): Promise<void> {
    await this.transactions.query(insert, [tokenHash, purpose, subjectId, email, createdAt, expiresAt]);
  }

  async find(tokenHash: Buffer, purpose: string): Promise<LinkRow | undefined> {
    return (await this.transactions.query(find, [tokenHash, purpose]))[0];
  }

  /** Undefined if it cannot be used. Of two concurrent calls, one gets it. */
  async use(tokenHash: Buffer, purpose: string, now: Date): Promise<LinkRow | undefined> {
    return (await this.transactions.query(use, [tokenHash, purpose, now]))[0];
  }

  async end(subjectId: string, purposes: readonly string[], now: Date): Promise<void> {
    await this.transactions.query(end, [subjectId, purposes, now]);
  }

  async endAllOf(ids: readonly string[], now: Date): Promise<void> {
    await this.transactions.query(endAllOf, [ids, now]);
  }

  async latest(subjectIds: readonly string[], purpose: string): Promise<LinkRow[]> {
    return this.transactions.query(latest, [subjectIds, purpose]);
  }

  async sweep(before: Date): Promise<void> {
    await this.transactions.query(sweep, [before]);
  }
}
