import { Injectable } from '@nestjs/common';
import type { Condition } from '@regulars/conditions';
import { ClubError } from '../../platform/club-error.ts';
import { ConditionReferences } from '../club/index.ts';
import { assertAudience, audienceFaults, Audiences } from '../facts/index.ts';
import type { RewardRow } from './reward.ts';

type ForSome = Pick<RewardRow, 'id' | 'audience'>;

/** Rewards that are for some members. One whose condition a newer version of the software stored is for nobody yet. */
@Injectable()
export class RewardAudiences {
  constructor(
    private readonly audiences: Audiences,
    private readonly references: ConditionReferences,
  ) {}

  /** Throws `invalid-request`, `unknown-product-set`, `unknown-segment` with pointers. */
  async assertKnown(audience: Condition | null): Promise<void> {
    assertAudience(audience);
    await this.references.assertKnown({ audience });
  }

  /** Throws `reward-not-for-member`. */
  async assertFor(memberId: string, reward: ForSome): Promise<void> {
    if ((await this.openTo(memberId, [reward])).length === 0) throw new ClubError('reward-not-for-member');
  }

  /** Those that are for everyone or for this member. */
  async openTo<Row extends ForSome>(memberId: string, rows: readonly Row[]): Promise<Row[]> {
    const readable = rows.filter(({ audience }) => audienceFaults(audience).length === 0);
    const closed = await this.audiences.closedTo(memberId, readable);
    return readable.filter(({ id }) => !closed.has(id));
  }
}
