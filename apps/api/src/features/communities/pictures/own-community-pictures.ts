import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/actor.ts';
import { ClubError } from '../../../platform/club-error.ts';
import { CommunityRights } from '../community-rights.ts';
import { Moderators } from '../moderators.ts';
import { CommunityPictures, type SentPhoto } from './community-pictures.ts';

/** The owner who changes the photo, and their account for the audit log. */
interface Owner {
  readonly actor: Actor;
  readonly memberId: string;
}

/** Owners choose the photo of their community. Members who find a community see it. */
@Injectable()
export class OwnCommunityPictures {
  constructor(
    private readonly pictures: CommunityPictures,
    private readonly rights: CommunityRights,
    private readonly moderators: Moderators,
  ) {}

  /** WebP. Throws `not-found`, also for a community that the member cannot find. */
  async show(memberId: string, id: string, width: string): Promise<Buffer> {
    await this.rights.of(memberId, id);
    return this.pictures.show(id, width);
  }

  /** Throws `not-found`, `not-allowed`, `too-many-requests`, and what is wrong with the picture. */
  async put({ actor, memberId }: Owner, id: string, photo: SentPhoto): Promise<void> {
    await this.pictures.put(actor, id, photo, () => this.#assertOwner(memberId, id));
  }

  /** Throws `not-found`, also without a photo, `not-allowed`. */
  async describe({ actor, memberId }: Owner, id: string, text: SentPhoto['text']): Promise<void> {
    await this.pictures.describe(actor, id, text, () => this.#assertOwner(memberId, id));
  }

  /** Throws `not-found`, `not-allowed`. */
  async remove({ actor, memberId }: Owner, id: string): Promise<void> {
    await this.pictures.remove(actor, id, () => this.#assertOwner(memberId, id));
  }

  async #assertOwner(memberId: string, id: string): Promise<void> {
    const { role } = await this.moderators.one(memberId, id);
    if (role !== 'owner') throw new ClubError('not-allowed');
  }
}
