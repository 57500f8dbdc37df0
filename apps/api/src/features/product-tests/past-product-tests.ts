import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { PastPosts, type PastPost } from '../posts/index.ts';
import { ApplicationsRepository } from './applications.repository.ts';
import { ProductTestsRepository, type NewProductTest } from './product-tests.repository.ts';

export interface PastProductTest extends Omit<NewProductTest, 'id' | 'communityId' | 'createdAt'> {
  readonly post: PastPost;
  /** In the order of their applications. */
  readonly applicants: readonly string[];
}

/** Product tests for which members have applied, as the demo club has them. Nobody is told. */
@Injectable()
export class PastProductTests {
  constructor(
    private readonly posts: PastPosts,
    private readonly tests: ProductTestsRepository,
    private readonly applications: ApplicationsRepository,
    private readonly transactions: Transactions,
  ) {}

  async add({ post, applicants, ...terms }: PastProductTest): Promise<void> {
    await this.transactions.run(async () => {
      const [id] = await this.posts.add([post]);
      if (id === undefined) throw new Error('it was stored');
      const { communityId, createdAt } = post;
      await this.tests.insert({ ...terms, id, communityId, createdAt });
      for (const memberId of applicants) await this.applications.apply(id, memberId);
    });
  }
}
