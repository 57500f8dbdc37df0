import { Injectable } from '@nestjs/common';
import type { Import } from '@regulars/contracts';
import type { Outcome } from './import.ts';
import { GroupsRepository, type GroupRow } from './groups.repository.ts';
import { ImportSums } from './import-sums.repository.ts';
import { MoneyRepository } from './money.repository.ts';
import { addedUp, agree } from './money.ts';

/** What an import adds up to, and why lines of it were refused or need a look. */
export interface Totals extends Pick<Import, 'points' | 'money'> {
  readonly groups: readonly GroupRow[];
}

/** What imports add up to: points that they give, and money of their purchases. */
@Injectable()
export class ImportTotals {
  constructor(
    private readonly points: ImportSums,
    private readonly money: MoneyRepository,
    private readonly groups: GroupsRepository,
  ) {}

  async add(importId: string, outcomes: readonly Outcome[], zone: string): Promise<void> {
    await this.points.add(importId, outcomes, zone);
    await this.money.add(importId, addedUp(outcomes.map(({ money }) => money)));
  }

  async clear(importId: string): Promise<void> {
    await this.points.clear(importId);
    await this.money.clear(importId);
  }

  async of(importId: string): Promise<Totals> {
    const money = await this.money.of(importId);
    return {
      points: await this.points.of(importId),
      money: money.map((each) => ({ ...each, agrees: agree(each) })),
      groups: await this.groups.of(importId),
    };
  }
}
