import { Injectable } from '@nestjs/common';
import { Communities } from '../communities/index.ts';
import { Notices } from '../notices/index.ts';
import type { InLine } from './applications.repository.ts';
import type { ProductTestRow } from './product-tests.repository.ts';

/** What members are told: they have a sample, the lot fell on others, an opinion is due. */
export type Tiding = 'chosen' | 'not-chosen' | 'due';

/** Tells members about a product test, each thing once. */
@Injectable()
export class Tidings {
  constructor(
    private readonly notices: Notices,
    private readonly communities: Communities,
  ) {}

  /** In the transaction of the caller. */
  async tell(what: Tiding, test: ProductTestRow, people: readonly InLine[]): Promise<void> {
    if (people.length === 0) return;
    const { id, communityId, product } = test;
    const { name } = await this.communities.known(communityId);
    const said = {
      kind: 'product-test' as const,
      path: `/club/communities/${communityId}/posts/${id}`,
      params: { what, title: product, community: name },
      about: [id],
    };
    await this.notices.tell(
      people.map(({ memberId }) => ({ ...said, memberId, key: `product-test:${id}:${what}` })),
    );
  }
}
