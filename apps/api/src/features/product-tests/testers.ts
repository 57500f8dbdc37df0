import { Injectable } from '@nestjs/common';
import { productTestState } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { CommunityRights } from '../communities/index.ts';
import { termsOf } from './product-test.ts';
import type { ProductTestRow } from './product-tests.repository.ts';

/** Members of a community who may write there take part. Asked each time, so a member who leaves or is banned is out at once. */
@Injectable()
export class Testers {
  constructor(
    private readonly rights: CommunityRights,
    private readonly clock: Clock,
  ) {}

  async writes(memberId: string, communityId: string): Promise<boolean> {
    try {
      return (await this.rights.of(memberId, communityId)).rights.write;
    } catch (error) {
      if (error instanceof ClubError && error.code === 'not-found') return false;
      throw error;
    }
  }

  /** Throws `not-found`. */
  async assertReads(memberId: string, communityId: string): Promise<void> {
    const { rights } = await this.rights.of(memberId, communityId);
    if (!rights.read) throw new ClubError('not-found');
  }

  /** Throws `not-found`, `cannot-write-here`. */
  async assertWrites(memberId: string, communityId: string): Promise<void> {
    await this.assertReads(memberId, communityId);
    if (!(await this.writes(memberId, communityId))) throw new ClubError('cannot-write-here');
  }

  /** Throws `applications-closed`. */
  assertOpen(test: ProductTestRow): void {
    if (productTestState(termsOf(test), this.clock.now()) !== 'open')
      throw new ClubError('applications-closed');
  }
}
