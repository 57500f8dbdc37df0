import { Injectable } from '@nestjs/common';
import type { Post, TestOfPost } from '@regulars/contracts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { PostParts } from '../posts/index.ts';
import { ApplicationsRepository } from './applications.repository.ts';
import { showPart } from './product-test.ts';
import { ProductTests } from './product-tests.ts';
import { ProductTestsRepository } from './product-tests.repository.ts';

/** Product tests as parts of their posts. */
@Injectable()
export class ProductTestPart {
  constructor(
    parts: PostParts,
    private readonly tests: ProductTestsRepository,
    private readonly applications: ApplicationsRepository,
    private readonly managed: ProductTests,
    private readonly clock: Clock,
  ) {
    parts.register(this);
  }

  async show(
    postIds: readonly string[],
    memberId: string | null,
  ): Promise<ReadonlyMap<string, Pick<Post, 'productTest'>>> {
    const rows = await this.tests.byIds(postIds);
    if (rows.length === 0) return new Map();
    const now = this.clock.date();
    const own = memberId === null ? null : await this.applications.ofMember(memberId, postIds, now);
    return new Map(
      rows.map((row) => [row.id, { productTest: showPart(row, own?.get(row.id), now.getTime()) }]),
    );
  }

  /** As this member sees it. Throws `not-found`. */
  async one(memberId: string, id: string): Promise<TestOfPost> {
    const shown = (await this.show([id], memberId)).get(id)?.productTest;
    if (!shown) throw new ClubError('not-found');
    return shown;
  }

  /** A post without its text gives no samples. */
  async erase(postId: string): Promise<void> {
    await this.managed.endWithPost(postId);
  }
}
