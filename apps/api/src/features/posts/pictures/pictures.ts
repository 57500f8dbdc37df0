import { Injectable } from '@nestjs/common';
import type { UploadedPicture } from '@regulars/contracts';
import { Clock } from '../../../platform/clock.ts';
import { ClubError } from '../../../platform/club-error.ts';
import { Transactions } from '../../../platform/database/transactions.ts';
import { PictureDesk } from '../../../platform/files/picture-desk.ts';
import { newId } from '../../../platform/ids.ts';
import { Turns } from '../../../platform/turns.ts';
import { PostAccess } from '../post-access.ts';
import { PicturesRepository } from './pictures.repository.ts';

export const mostUploadsPerHour = 40;
const msPerHour = 3_600_000;
const tooMany = (retryAfterSeconds: number): ClubError =>
  new ClubError('too-many-requests', { retryAfterSeconds });

/** Members upload pictures before they write the post that shows them. */
@Injectable()
export class Pictures {
  readonly #ofMember = new Turns(1, { milliseconds: 30_000, exhausted: () => tooMany(30) });

  constructor(
    private readonly pictures: PicturesRepository,
    private readonly access: PostAccess,
    private readonly desk: PictureDesk,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * Throws `not-found`, `cannot-write-here`, `too-many-requests`, and what is wrong with the
   * picture: `too-large`, `unsupported-picture`, `animated-picture`, `picture-too-large`, `unreadable-picture`.
   */
  async add(memberId: string, communityId: string, sent: unknown): Promise<UploadedPicture> {
    return this.#ofMember.take(memberId, async () => {
      await this.#assertAllowed(memberId, communityId);
      const picture = await this.desk.draw(sent);
      const id = newId();
      await this.transactions.run(async () => {
        // The member may have been put out since then.
        await this.#assertAllowed(memberId, communityId);
        await this.pictures.insert({ id, communityId, memberId, ...picture }, this.clock.date());
      });
      const { width, height } = picture;
      return { id, width, height };
    });
  }

  async #assertAllowed(memberId: string, communityId: string): Promise<void> {
    await this.access.toWrite(memberId, communityId);
    const since = this.clock.now() - msPerHour;
    const { uploads, first } = await this.pictures.uploads(memberId, new Date(since));
    if (uploads < mostUploadsPerHour) return;
    throw tooMany(Math.ceil(((first?.getTime() ?? this.clock.now()) - since) / 1000));
  }
}
