import { Injectable } from '@nestjs/common';
import { ClubError } from '../../../platform/club-error.ts';
import { CommunityRights } from '../../communities/index.ts';
import { PicturesRepository } from './pictures.repository.ts';

/** The members who may see a picture. Their rights are asked in each request, as for its post. */
@Injectable()
export class ShownPictures {
  constructor(
    private readonly pictures: PicturesRepository,
    private readonly rights: CommunityRights,
  ) {}

  /** WebP. Throws `not-found`, also for pictures that the member may not see. */
  async forMember(memberId: string, id: string, size: string): Promise<Buffer> {
    const picture = await this.pictures.whose(id);
    if (!picture) throw new ClubError('not-found');
    const { rights } = await this.rights.of(memberId, picture.communityId);
    const isOwn = picture.memberId === memberId;
    const isShown = picture.state === 'shown' || isOwn || rights.moderate;
    // What waits for its post is seen only by who has uploaded it.
    const isReady = picture.postId !== null || isOwn;
    if (!rights.read || !isShown || !isReady) throw new ClubError('not-found');
    return this.forManager(id, size);
  }

  /** WebP. Throws `not-found`. */
  async forManager(id: string, size: string): Promise<Buffer> {
    const bytes = await this.pictures.bytes(id, size);
    if (!bytes) throw new ClubError('not-found');
    return bytes;
  }
}
