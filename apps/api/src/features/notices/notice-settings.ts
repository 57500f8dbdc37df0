import { Injectable } from '@nestjs/common';
import type { NoticeSettings as Chosen } from '@regulars/contracts';
import { Transactions } from '../../platform/database/transactions.ts';
import { NoticeSettingsRepository } from './notice-settings.repository.ts';

/** What a member wants to be told. */
@Injectable()
export class NoticeSettings {
  constructor(
    private readonly settings: NoticeSettingsRepository,
    private readonly transactions: Transactions,
  ) {}

  async of(memberId: string): Promise<Chosen> {
    return { off: await this.settings.off(memberId) };
  }

  async choose(memberId: string, { off }: Chosen): Promise<Chosen> {
    return this.transactions.run(async () => {
      await this.settings.replace(memberId, off);
      return this.of(memberId);
    });
  }
}
