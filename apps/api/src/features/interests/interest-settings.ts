import { Injectable } from '@nestjs/common';
import type { ChosenInterestSettings, InterestSettings as Shown } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { ClubSettings } from '../club/index.ts';
import { DueRepository } from './due.repository.ts';
import { InterestSettingsRepository } from './interest-settings.repository.ts';

export const settleInterests = 'settle-interests';

/** What each source counts, and what categories of goods are about. */
@Injectable()
export class InterestSettings {
  constructor(
    private readonly settings: InterestSettingsRepository,
    private readonly due: DueRepository,
    private readonly club: ClubSettings,
    private readonly audit: AuditTrail,
    private readonly transactions: Transactions,
    private readonly jobs: Jobs,
  ) {}

  async show(): Promise<Shown> {
    return this.settings.find();
  }

  /** All members are observed again. Throws `unknown-interest` and `version-changed`. */
  async choose(actor: Actor, chosen: ChosenInterestSettings, version: number): Promise<Shown> {
    await this.#assertKnown(chosen);
    return this.transactions.run(async () => {
      const before = await this.settings.find();
      const after = await this.settings.change(chosen, version);
      if (!after) throw new ClubError('version-changed');
      await this.audit.record(actor, {
        action: 'interests.settings-changed',
        subject: { type: 'club', id: 'club' },
        before,
        after,
      });
      await this.due.start();
      await this.jobs.enqueue(settleInterests, {});
      return after;
    });
  }

  async #assertKnown({ categories }: ChosenInterestSettings): Promise<void> {
    const known = new Set((await this.club.current()).interests.map(({ key }) => key));
    for (const [place, { interests }] of categories.entries())
      for (const [index, key] of interests.entries())
        if (!known.has(key))
          throw ClubError.field(
            'unknown-interest',
            `/categories/${place}/interests/${index}`,
            'the club has no such interest',
          );
  }
}
