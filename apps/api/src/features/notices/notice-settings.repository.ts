import { Injectable } from '@nestjs/common';
import type { NoticeSettings } from '@regulars/contracts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const find = statement(
  'notice-settings-find',
  'select kind from notice_settings where member_id = $1 order by kind',
);
const clear = statement(
  'notice-settings-clear',
  'delete from notice_settings where member_id = $1 and not kind = any($2::text[])',
);
const put = statement(
  'notice-settings-put',
  `insert into notice_settings (member_id, kind) select $1, unnest($2::text[]) on conflict do nothing`,
);

@Injectable()
export class NoticeSettingsRepository {
  constructor(private readonly transactions: Transactions) {}

  async off(memberId: string): Promise<NoticeSettings['off']> {
    return (await this.transactions.query(find, [memberId])).map(({ kind }) => kind);
  }

  async replace(memberId: string, off: NoticeSettings['off']): Promise<void> {
    await this.transactions.query(clear, [memberId, off]);
    await this.transactions.query(put, [memberId, off]);
  }
}
