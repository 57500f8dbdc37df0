import { Injectable } from '@nestjs/common';
import { statement } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { LogoPicture } from './logo-picture.ts';

const find = statement('club-logo-find', 'select hash, bytes from club_logos');
const keep = statement(
  'club-logo-keep',
  'insert into club_logos (hash, bytes) values ($1, $2) on conflict (id) do update set hash = excluded.hash, bytes = excluded.bytes',
);
const remove = statement('club-logo-remove', 'delete from club_logos');

@Injectable()
export class ClubLogoRepository {
  constructor(private readonly transactions: Transactions) {}

  async find(): Promise<LogoPicture | undefined> {
    return (await this.transactions.query<LogoPicture & Record<string, unknown>>(find))[0];
  }

  async keep({ hash, bytes }: LogoPicture): Promise<void> {
    await this.transactions.query(keep, [hash, bytes]);
  }

  async remove(): Promise<void> {
    await this.transactions.query(remove);
  }
}
