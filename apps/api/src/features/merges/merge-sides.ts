import { Injectable } from '@nestjs/common';
import { ClubError } from '../../platform/club-error.ts';
import { PersonalData } from '../../platform/privacy/personal-data.ts';
import { MergedChallenges } from '../challenges/index.ts';
import { MergedWallets, type MergedPair } from '../points/index.ts';
import { MergedTiers } from '../tiers/index.ts';
import type { StoredMerge } from './merges.repository.ts';
import { MovedRows, type Moved } from './moved-rows.ts';

/** What a merge moves besides points and people: rows of all features, tiers, challenges. In a transaction that has locked both wallets. */
@Injectable()
export class MergeSides {
  constructor(
    private readonly rows: MovedRows,
    private readonly tiers: MergedTiers,
    private readonly challenges: MergedChallenges,
    private readonly wallets: MergedWallets,
    private readonly personal: PersonalData,
  ) {}

  /** Throws `merge-waits`. What the survivor has begun goes on. */
  async refuseUnfinished({ duplicateId }: MergedPair): Promise<void> {
    const isHeld = (await this.wallets.held(duplicateId)) > 0;
    if (isHeld || (await this.personal.hindersMerge(duplicateId))) throw new ClubError('merge-waits');
  }

  /** After the points, which decide the tier. `tierBefore`: the survivor's earned tier. */
  async move(pair: MergedPair): Promise<{ readonly moved: Moved; readonly tierBefore: string | null }> {
    const moved = await this.rows.move(pair);
    await this.challenges.add(pair.survivorId, pair.duplicateId);
    return { moved, tierBefore: await this.tiers.keepHigher(pair.survivorId, pair.duplicateId) };
  }

  async keep(mergeId: string, moved: Moved): Promise<void> {
    await this.rows.keep(mergeId, moved);
  }

  /** Returns what belongs to the duplicate. */
  async giveBack(merge: StoredMerge): ReturnType<MovedRows['giveBack']> {
    await this.challenges.subtract(merge.survivorId, merge.duplicateId);
    return this.rows.giveBack(merge);
  }

  /** After the points went back. */
  async giveTierBack({ survivorId }: MergedPair, tierBefore: string | null): Promise<void> {
    await this.tiers.giveBack(survivorId, tierBefore);
  }
}
