import { Injectable } from '@nestjs/common';
import type { RowOf } from '../../../platform/database/statement.ts';
import { Transactions } from '../../../platform/database/transactions.ts';
import { statement } from '../statements.ts';
import type { DrawnPicture } from '../../../platform/files/drawn-picture.ts';

const insert = statement(
  'post-picture-insert',
  `insert into post_pictures (id, community_id, member_id, width, height, large, medium, small, created_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
);
const uploads = statement(
  'post-picture-uploads',
  `select count(*) as uploads, min(created_at) as first from post_pictures where member_id = $1 and created_at > $2`,
);
// Two posts at the same moment do not take the same picture: the second one finds it taken.
const take = statement(
  'post-picture-take',
  `update post_pictures p set post_id = w.id, place = sent.place - 1, text = sent.text
   from posts w, unnest($3::uuid[], $4::text[]) with ordinality as sent(id, text, place)
   where w.id = $1 and p.community_id = w.community_id and p.id = sent.id and p.member_id = $2
     and (p.post_id is null or p.post_id = w.id)
   returning p.id`,
);
const ofPosts = statement(
  'post-pictures',
  `select post_id as "postId", id, width, height, text from post_pictures
   where post_id = any($1::uuid[]) order by post_id, place`,
);
const whose = statement(
  'post-picture-whose',
  `select p.community_id as "communityId", p.member_id as "memberId", p.post_id as "postId", w.state
   from post_pictures p left join posts w on w.id = p.post_id where p.id = $1`,
);
const bytes = statement(
  'post-picture-bytes',
  `select case $2::text when '320' then small when '1600' then large else medium end as bytes from post_pictures where id = $1`,
);
const keep = statement(
  'post-pictures-keep',
  'delete from post_pictures where post_id = $1 and id <> all($2::uuid[])',
);
// Two pictures of a post never have the same place, also while they change places: those of before are far behind.
const setAside = statement(
  'post-pictures-aside',
  'update post_pictures set place = place + 1000 where post_id = $1',
);
const remove = statement('post-pictures-remove', 'delete from post_pictures where post_id = $1');
const sweep = statement(
  'post-pictures-sweep',
  'delete from post_pictures where post_id is null and created_at <= $1',
);

export type PictureOfPost = RowOf<typeof ofPosts>;
export type WhosePicture = RowOf<typeof whose>;

export interface NewPicture extends DrawnPicture {
  readonly id: string;
  readonly communityId: string;
  readonly memberId: string;
}

@Injectable()
export class PicturesRepository {
  constructor(private readonly transactions: Transactions) {}

  async insert(
    { id, communityId, memberId, width, height, large, medium, small }: NewPicture,
    at: Date,
  ): Promise<void> {
    const values = [id, communityId, memberId, width, height, large, medium, small, at] as const;
    await this.transactions.query(insert, values);
  }

  /** What the member has uploaded since then. */
  async uploads(memberId: string, since: Date): Promise<RowOf<typeof uploads>> {
    const [row] = await this.transactions.query(uploads, [memberId, since]);
    return row ?? { uploads: 0, first: null };
  }

  /** The post loses all but these, which `take` gives their places. */
  async keep(postId: string, ids: readonly string[]): Promise<void> {
    await this.transactions.query(keep, [postId, ids]);
    await this.transactions.query(setAside, [postId]);
  }

  /**
   * Gives the post those of these that it has, or that the member has uploaded for its community and not used, with their
   * places and texts. Their ids.
   */
  async take(
    postId: string,
    memberId: string,
    pictures: readonly { readonly id: string; readonly text: string }[],
  ): Promise<string[]> {
    const columns = [pictures.map(({ id }) => id), pictures.map(({ text }) => text)] as const;
    return (await this.transactions.query(take, [postId, memberId, ...columns])).map(({ id }) => id);
  }

  async ofPosts(ids: readonly string[]): Promise<PictureOfPost[]> {
    return this.transactions.query(ofPosts, [ids]);
  }

  async whose(id: string): Promise<WhosePicture | undefined> {
    return (await this.transactions.query(whose, [id]))[0];
  }

  async bytes(id: string, size: string): Promise<Buffer | undefined> {
    return (await this.transactions.query(bytes, [id, size]))[0]?.bytes ?? undefined;
  }

  async remove(postId: string): Promise<void> {
    await this.transactions.query(remove, [postId]);
  }

  /** Those that no post uses, uploaded until then. */
  async sweep(until: Date): Promise<void> {
    await this.transactions.query(sweep, [until]);
  }
}
