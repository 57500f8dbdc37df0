import { Injectable } from '@nestjs/common';
import type { announce, BodyOf, CommunityPost } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { ClubError } from '../../platform/club-error.ts';
import { newId } from '../../platform/ids.ts';
import { Communities } from '../communities/index.ts';
import { Authors } from './authors.ts';
import { PostTexts } from './post-texts.ts';
import type { LockedPost } from './posts.repository.ts';
import { showListed } from './show.ts';
import { Telling } from './telling.ts';
import { WritingDesk } from './writing-desk.ts';

type Content = Pick<BodyOf<typeof announce>, 'title' | 'source'> &
  Partial<Pick<BodyOf<typeof announce>, 'interests'>>;
type ClubPostKind = 'announcement' | 'product-test';

/** What the club writes in communities. Posts of members are judged by moderators, with a reason. */
@Injectable()
export class Announcements {
  constructor(
    private readonly communities: Communities,
    private readonly texts: PostTexts,
    private readonly desk: WritingDesk,
    private readonly authors: Authors,
    private readonly telling: Telling,
    private readonly audit: AuditTrail,
  ) {}

  /** Throws `not-found`, `unknown-interest`. */
  async add(actor: Actor, communityId: string, content: Content): Promise<CommunityPost> {
    return this.authors.writeAsClub(async () =>
      this.#told(actor, 'post.announced', await this.write(communityId, 'announcement', content)),
    );
  }

  /** The id of a new post of the club, for a caller who writes the audit entry. In its transaction. Throws `not-found`. */
  async write(communityId: string, kind: ClubPostKind, content: Content): Promise<string> {
    await this.communities.known(communityId);
    return this.authors.writeAsClub(async (createdAt) => {
      const text = await this.desk.ofClub(communityId, content);
      const { interests = [] } = content;
      const id = newId();
      const about = { id, communityId, authorId: null, byClub: true, kind, createdAt } as const;
      await this.texts.add({ ...text, ...about, interests });
      await this.telling.shown({ kind: 'post', id }, text.mentioned);
      return id;
    });
  }

  /** Throws `not-found`, also for a post of a member, `unknown-interest`. */
  async change(actor: Actor, id: string, content: Content): Promise<CommunityPost> {
    return this.authors.writeAsClub(async (at) => {
      const before = await this.#locked(id);
      await this.texts.setInterests(before, content.interests);
      const text = await this.desk.ofClub(before.communityId, content);
      await this.texts.change(before, { ...text, state: before.state }, at);
      return this.#told(actor, 'post.changed', id);
    });
  }

  /** Throws `not-found`, also for a post of a member. */
  async remove(actor: Actor, id: string): Promise<void> {
    await this.authors.writeAsClub(async () => {
      await this.#locked(id);
      await this.texts.empty(id);
      await this.telling.gone({ kind: 'post', id });
      await this.#told(actor, 'post.removed', id);
    });
  }

  async #locked(id: string): Promise<LockedPost> {
    const post = await this.texts.lock(id);
    if (!post?.byClub || post.state === 'deleted') throw new ClubError('not-found');
    return post;
  }

  async #told(actor: Actor, action: string, id: string): Promise<CommunityPost> {
    const post = await this.texts.find(id);
    if (!post) throw new Error('it was stored');
    const { communityId, state } = post;
    await this.audit.record(actor, { action, subject: { type: 'post', id }, after: { communityId, state } });
    return showListed({ ...post, memberName: null });
  }
}
