import { Injectable } from '@nestjs/common';
import type { Language, MessageClass, Permission } from '@regulars/contracts';
import { Transactions } from '../database/transactions.ts';
import { sortedStatement, type SortedRow, type SqlList, type SqlOrder } from '../http/sql-order.ts';
import { statement } from './statements.ts';
import { startOf } from '../text.ts';

export interface NewMailRow {
  readonly id: string;
  readonly dedupeKey: string;
  readonly recipient: string;
  readonly language: Language;
  readonly template: string;
  readonly class: MessageClass;
  readonly channel: 'email' | 'sms';
  readonly data: object;
  readonly forAdmins: boolean;
  readonly about: string | null;
  readonly createdAt: Date;
}

export interface QueuedMailRow {
  id: string;
  recipient: string;
  language: Language;
  template: string;
  class: MessageClass;
  channel: 'email' | 'sms';
  about_id: string | null;
  data: unknown;
  attempts: number;
  created_at: Date;
}

export interface KeptMailRow {
  id: string;
  recipient: string;
  subject: string;
  template: string;
  sent_at: Date;
}

/** A mail that was not sent, or later. */
export interface StoppedMailRow {
  /** Of this happening: a mail that was held back may not be permitted afterwards. */
  id: string;
  mail: string;
  template: string;
  class: MessageClass;
  reason: Permission['reason'];
  at: Date;
  /** Until when it was held back; null if it is not sent at all. */
  until: Date | null;
}

export interface MailRow {
  id: string;
  class: MessageClass;
  channel: 'email' | 'sms';
  template: string;
  subject: string | null;
  state: 'queued' | 'sent' | 'failed' | 'not-permitted';
  permission: Permission | null;
  created_at: Date;
  sent_at: Date | null;
  held_until: Date | null;
}

const queue = statement(
  'mail-queue',
  `insert into mails (id, dedupe_key, recipient, language, template, class, channel, data, for_admins, about_id, created_at)
   select id, dedupe_key, recipient, language, template, class, channel, data, for_admins, about_id, created_at
   from jsonb_to_recordset($1::jsonb) as mail(id uuid, dedupe_key text, recipient text, language text, template text, class text, channel text, data jsonb,
        for_admins boolean, about_id uuid, created_at timestamptz)
   on conflict (dedupe_key) do nothing returning id`,
);
const known = statement('mail-known', 'select dedupe_key from mails where dedupe_key = any($1)');
const queuedMail = `select id, recipient, language, template, class, channel, about_id, data, attempts, created_at from mails
   where id = $1 and state = 'queued'`;
const queued = statement('mail-queued', queuedMail);
const claim = statement('mail-claim', `${queuedMail} for update skip locked`);
// One that is being sent at this moment is locked by its job, and is not taken back any more.
const takeBack = statement(
  'mail-take-back',
  `delete from mails where id in (
     select id from mails where about_id = $1 and template = $2 and state = 'queued' for update skip locked)`,
);
const recipients = statement(
  'mail-recipients',
  `select distinct lower(recipient) as address from mails where about_id = $1 and class <> 'service' and channel = 'email'`,
);
const answered = statement(
  'mail-answered',
  `update mails set permission = $2, subject = $4, state = case when $3 then state else 'not-permitted' end,
          data = case when $3 then data else '{}' end
   where id = $1`,
);
const lockReader = statement(
  'mail-lock-reader',
  'select pg_advisory_xact_lock(hashtextextended($1::text, 75)) is null as locked',
);
const sentBesidesService = statement(
  'mail-sent-besides-service',
  `select count(*) as sent from mails where about_id = $1 and channel = $3 and class <> 'service' and state = 'sent' and sent_at > $2`,
);
const hold = statement(
  'mail-hold',
  'update mails set permission = $2, subject = $3, held_at = $4, held_until = $5 where id = $1',
);
const stopped = statement(
  'mail-stopped',
  `select id, mail, template, class, reason, at, until from (
     select id, id as mail, template, class, permission->>'reason' as reason, (permission->>'decidedAt')::timestamptz as at,
            null::timestamptz as until
     from mails where about_id = $1 and state = 'not-permitted'
     union all
     select md5(id || 'held')::uuid, id, template, class, 'quiet-hours', held_at, held_until
     from mails where about_id = $1 and held_at is not null) stopped
   where (at, id) < ($2, $3::uuid) order by at desc, id desc limit $4`,
);
const about = statement(
  'mail-about',
  `select id, class, channel, template, subject, state, permission, created_at, sent_at, held_until from mails
   where about_id = any($1) and ($2::timestamptz is null or (created_at, id) < ($2, $3::uuid))
   order by created_at desc, id desc limit $4`,
);
const sent = statement(
  'mail-sent',
  `update mails set state = 'sent', data = '{}', subject = $2, kept_in_file = $3, sent_at = $4, attempts = attempts + 1, error = null
   where id = $1`,
);
const refused = statement(
  'mail-refused',
  `update mails set attempts = attempts + 1, error = $2, state = case when $3 then 'failed' else state end,
          data = case when $3 then '{}' else data end
   where id = $1`,
);
const keptColumns = 'id, recipient, subject, template, sent_at';
const keptFrom = 'mails where kept_in_file and ($1::boolean or not for_admins)';
const kept = statement(
  'mail-kept',
  `select ${keptColumns} from ${keptFrom} and ($2::timestamptz is null or (sent_at, id) < ($2, $3::uuid))
   order by sent_at desc, id desc limit $4`,
);

export type KeptMailSort = 'sent' | 'title' | 'to';
export const keptMailOrders: SqlList<KeptMailSort> = {
  columns: keptColumns,
  from: keptFrom,
  id: { by: 'id', kind: 'id' },
  keys: {
    sent: { by: 'sent_at', kind: 'moment' },
    title: { by: 'subject collate "und-x-icu"', kind: 'text' },
    to: { by: 'recipient collate "und-x-icu"', kind: 'text' },
  },
};
const keptById = statement(
  'mail-kept-by-id',
  `select ${keptColumns} from mails where id = $1 and kept_in_file and ($2 or not for_admins)`,
);
const unsent = statement(
  'mail-unsent',
  `select count(*) filter (where state = 'queued') as waiting, count(*) filter (where state = 'failed') as failed,
          count(*) filter (where state = 'not-permitted') as not_permitted
   from mails where state <> 'sent'`,
);
const sweep = statement('mail-sweep', 'delete from mails where created_at < $1 returning id');

@Injectable()
export class MailsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Ids of those that were not queued before. */
  async queue(mails: readonly NewMailRow[]): Promise<string[]> {
    const rows = mails.map(({ dedupeKey, forAdmins, about, createdAt, ...mail }) => ({
      ...mail,
      dedupe_key: dedupeKey,
      for_admins: forAdmins,
      about_id: about,
      created_at: createdAt,
    }));
    return (await this.transactions.query(queue, [JSON.stringify(rows)])).map(({ id }) => id);
  }

  async known(keys: readonly string[]): Promise<string[]> {
    return (await this.transactions.query(known, [keys])).map((row) => row.dedupe_key);
  }

  /** Undefined if it was sent or deleted. */
  async queued(id: string): Promise<QueuedMailRow | undefined> {
    return (await this.transactions.query(queued, [id]))[0];
  }

  /** Locks a mail for sending; undefined if it was sent or another process is sending it. */
  async claim(id: string): Promise<QueuedMailRow | undefined> {
    return (await this.transactions.query(claim, [id]))[0];
  }

  /** Those of this template to someone that still wait. */
  async takeBack(about: string, template: string): Promise<void> {
    await this.transactions.query(takeBack, [about, template]);
  }

  /** To which addresses of a member mails went that are not service, as far as they are kept. */
  async recipientsBesidesService(memberId: string): Promise<string[]> {
    return (await this.transactions.query(recipients, [memberId])).map(({ address }) => address);
  }

  async answered(id: string, permission: Permission, subject: string | null): Promise<void> {
    await this.transactions.query(answered, [id, JSON.stringify(permission), permission.allowed, subject]);
  }

  /** It waits, and this is the answer until it is asked again. */
  async hold(
    id: string,
    permission: Permission,
    subject: string | null,
    held: { readonly at: Date; readonly until: string },
  ): Promise<void> {
    await this.transactions.query(hold, [id, JSON.stringify(permission), subject, held.at, held.until]);
  }

  /** Until the transaction ends, no other mail to this member is counted. */
  async sentBesidesService(
    memberId: string,
    channel: QueuedMailRow['channel'],
    since: Date,
  ): Promise<number> {
    await this.transactions.query(lockReader, [memberId]);
    const [row] = await this.transactions.query(sentBesidesService, [memberId, since, channel]);
    return row?.sent ?? 0;
  }

  /** Mails to a member that were held back, or not sent because they may not be, newest first. */
  async stopped(
    memberId: string,
    before: { readonly at: Date; readonly id: string },
    limit: number,
  ): Promise<StoppedMailRow[]> {
    return this.transactions.query(stopped, [memberId, before.at, before.id, limit]);
  }

  /** Mails about one of these members or accounts, newest first. */
  async about(
    ids: readonly string[],
    before: { readonly at: string; readonly id: string } | null,
    limit: number,
  ): Promise<MailRow[]> {
    return this.transactions.query(about, [ids, before?.at ?? null, before?.id ?? null, limit]);
  }

  async markSent(id: string, subject: string, inFile: boolean, at: Date): Promise<void> {
    await this.transactions.query(sent, [id, subject, inFile, at]);
  }

  async markRefused(id: string, error: string, forGood: boolean): Promise<void> {
    await this.transactions.query(refused, [id, startOf(error, 500), forGood]);
  }

  async kept(
    forAdmins: boolean,
    before: { readonly at: string; readonly id: string } | null,
    limit: number,
  ): Promise<KeptMailRow[]> {
    const values = [forAdmins, before?.at ?? null, before?.id ?? null, limit] as const;
    return this.transactions.query(kept, values);
  }

  /** In another order than the newest first. */
  async keptSorted(
    forAdmins: boolean,
    order: SqlOrder<KeptMailSort>,
    limit: number,
  ): Promise<SortedRow<KeptMailRow>[]> {
    return this.transactions.query(
      ...sortedStatement<KeptMailRow, KeptMailSort>(keptMailOrders, [forAdmins], order, limit),
    );
  }

  async keptById(id: string, forAdmins: boolean): Promise<KeptMailRow | undefined> {
    return (await this.transactions.query(keptById, [id, forAdmins]))[0];
  }

  async unsent(): Promise<{ waiting: number; failed: number; notPermitted: number }> {
    const [row] = await this.transactions.query(unsent);
    return { waiting: row?.waiting ?? 0, failed: row?.failed ?? 0, notPermitted: row?.not_permitted ?? 0 };
  }

  /** Ids of the older ones. */
  async sweep(before: Date): Promise<string[]> {
    return (await this.transactions.query(sweep, [before])).map(({ id }) => id);
  }
}
