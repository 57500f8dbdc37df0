import { Injectable } from '@nestjs/common';
import type { BodyOf, NoticeSettings as Shown, setNoticeSettings } from '@regulars/contracts';
import { nextDigest } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { ClubSettings } from '../club/index.ts';
import { Permissions } from '../permissions/index.ts';
import { DigestsRepository } from './digests.repository.ts';
import { NoticeSettingsRepository } from './notice-settings.repository.ts';

/** What a member wants to be told, and how often by e-mail. */
@Injectable()
export class NoticeSettings {
  constructor(
    private readonly settings: NoticeSettingsRepository,
    private readonly digests: DigestsRepository,
    private readonly permissions: Permissions,
    private readonly club: ClubSettings,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async of(memberId: string): Promise<Shown> {
    const { allowed, reason } = await this.permissions.may(memberId, 'marketing', 'email');
    return {
      off: await this.settings.off(memberId),
      digest: (await this.digests.every(memberId)) ?? 'never',
      byEmail: { allowed, reason },
    };
  }

  async choose(memberId: string, { off, digest }: BodyOf<typeof setNoticeSettings>): Promise<Shown> {
    return this.transactions.run(async () => {
      await this.settings.replace(memberId, off);
      if (digest === 'never') await this.digests.remove(memberId);
      else await this.#send(memberId, digest);
      return this.of(memberId);
    });
  }

  async #send(memberId: string, every: 'day' | 'week'): Promise<void> {
    const { timeZone } = await this.club.current();
    const now = this.clock.date();
    await this.digests.put(memberId, every, now, new Date(nextDigest(every, now.getTime(), timeZone)));
  }
}
