import { Injectable } from '@nestjs/common';
import type { CommunityPhoto } from '@regulars/contracts';
import { Transactions } from '../../../platform/database/transactions.ts';
import type { DrawnPicture } from '../../../platform/files/drawn-picture.ts';
import { statement } from '../statements.ts';

const put = statement(
  'community-picture-put',
  `insert into community_pictures (community_id, hash, text, large, medium) values ($1, $2, $3, $4, $5)
   on conflict (community_id) do update
   set hash = excluded.hash, text = excluded.text, large = excluded.large, medium = excluded.medium`,
);
const describe = statement(
  'community-picture-describe',
  'update community_pictures set text = $2 where community_id = $1',
);
const remove = statement(
  'community-picture-remove',
  'delete from community_pictures where community_id = $1',
);
const bytes = statement(
  'community-picture-bytes',
  `select case $2::text when '800' then medium else large end as bytes from community_pictures where community_id = $1`,
);

@Injectable()
export class CommunityPicturesRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Instead of the one before. */
  async put(
    communityId: string,
    { version, text }: NonNullable<CommunityPhoto>,
    { large, medium }: DrawnPicture,
  ): Promise<void> {
    await this.transactions.query(put, [communityId, version, JSON.stringify(text), large, medium]);
  }

  /** Nothing happens without a photo. */
  async describe(communityId: string, text: NonNullable<CommunityPhoto>['text']): Promise<void> {
    await this.transactions.query(describe, [communityId, JSON.stringify(text)]);
  }

  async remove(communityId: string): Promise<void> {
    await this.transactions.query(remove, [communityId]);
  }

  async bytes(communityId: string, width: string): Promise<Buffer | undefined> {
    return (await this.transactions.query(bytes, [communityId, width]))[0]?.bytes ?? undefined;
  }
}
