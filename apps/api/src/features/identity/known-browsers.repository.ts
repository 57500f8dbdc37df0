import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const remember = statement(
  'known-browser-remember',
  `with marked as (update sessions set mark_hash = $2 where id = $4)
   insert into known_browsers (account_id, mark_hash, seen_at) values ($1, $2, $3)
   on conflict (account_id, mark_hash) do update set seen_at = excluded.seen_at`,
);
const find = statement(
  'known-browser-find',
  'select exists (select from known_browsers where account_id = $1 and mark_hash = $2) as found',
);
const findByEmail = statement(
  'known-browser-find-by-email',
  `select lower($1) as email, coalesce(array_agg(a.id), '{}') as known_to,
          coalesce(bool_or(a.email_confirmed_at is not null), false) as by_owner
   from known_browsers b join accounts a on a.id = b.account_id
   where lower(a.email) = lower($1) and b.mark_hash = $2`,
);
const membersOf = statement(
  'known-browser-members',
  `select a.member_id from known_browsers b join accounts a on a.id = b.account_id
   where b.mark_hash = $1 and a.member_id is not null`,
);
const forget = statement(
  'known-browser-forget',
  `delete from known_browsers b where account_id = $1
     and not exists (select from sessions s where s.id = $2 and s.mark_hash = b.mark_hash)`,
);
const sweep = statement('known-browser-sweep', 'delete from known_browsers where seen_at < $1');

interface FoundBrowser extends Record<string, unknown> {
  email: string;
  known_to: string[];
  /** One of them has confirmed the address. */
  by_owner: boolean;
}

@Injectable()
export class KnownBrowsersRepository {
  constructor(private readonly transactions: Transactions) {}

  async remember(accountId: string, sessionId: string, markHash: Buffer, at: Date): Promise<void> {
    await this.transactions.query(remember, [accountId, markHash, at, sessionId]);
  }

  async isKnown(accountId: string, markHash: Buffer): Promise<boolean> {
    const [row] = await this.transactions.query(find, [accountId, markHash]);
    return row?.found ?? false;
  }

  /** The e-mail in lookup form, and which of its accounts know the browser. */
  async lookUp(email: string, markHash: Buffer | null): Promise<FoundBrowser> {
    const [row] = await this.transactions.query(findByEmail, [email, markHash]);
    if (!row) throw new Error('This look-up always has a row');
    return row;
  }

  async membersOf(markHash: Buffer): Promise<string[]> {
    return (await this.transactions.query(membersOf, [markHash])).flatMap(({ member_id: id }) => id ?? []);
  }

  /** All except the one of this session. */
  async forget(accountId: string, sessionId: string | null): Promise<void> {
    await this.transactions.query(forget, [accountId, sessionId]);
  }

  async sweep(before: Date): Promise<void> {
    await this.transactions.query(sweep, [before]);
  }
}
