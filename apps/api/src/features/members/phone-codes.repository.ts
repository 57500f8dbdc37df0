import { createHash, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { mostCodeTries } from '@regulars/contracts';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const put = statement(
  'phone-code-put',
  `insert into phone_codes (member_id, code_hash, expires_at) values ($1, $2, $3)
   on conflict (member_id) do update set code_hash = excluded.code_hash, expires_at = excluded.expires_at, tries = 0`,
);
const attempt = statement(
  'phone-code-try',
  `update phone_codes set tries = tries + 1 where member_id = $1 and expires_at > $2 and tries < $3 returning code_hash as hash`,
);
const remove = statement('phone-code-remove', 'delete from phone_codes where member_id = $1');

const codeMs = 10 * 60_000;

interface Sent {
  readonly memberId: string;
  readonly phone: string;
  readonly code: string;
}

/** The last code of each member, as a hash. */
@Injectable()
export class PhoneCodes {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Earlier ones end. */
  async put(sent: Sent): Promise<void> {
    await this.transactions.query(put, [sent.memberId, hashOf(sent), new Date(this.clock.now() + codeMs)]);
  }

  /** Counts as a try. A right code is used up; one that is over, or was tried too often, is right for nobody. */
  async use(sent: Sent): Promise<'right' | 'wrong' | 'over'> {
    const [row] = await this.transactions.query(attempt, [sent.memberId, this.clock.date(), mostCodeTries]);
    if (!row) return 'over';
    if (!timingSafeEqual(row.hash, hashOf(sent))) return 'wrong';
    await this.transactions.query(remove, [sent.memberId]);
    return 'right';
  }
}

const hashOf = ({ memberId, phone, code }: Sent): Buffer =>
  createHash('sha256').update(`${memberId} ${phone} ${code}`).digest();
