import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { CommunityPhoto, putCommunityPicture, QueryOf } from '@regulars/contracts';
import type { Actor } from '../../../platform/actor.ts';
import { AuditTrail } from '../../../platform/audit.ts';
import { ClubError } from '../../../platform/club-error.ts';
import { Transactions } from '../../../platform/database/transactions.ts';
import { PictureDesk } from '../../../platform/files/picture-desk.ts';
import { CommunitiesRepository } from '../communities.repository.ts';
import { CommunityPicturesRepository } from './community-pictures.repository.ts';

/** A photo as it was uploaded, and what it shows. */
export interface SentPhoto {
  readonly sent: unknown;
  readonly text: QueryOf<typeof putCommunityPicture>;
}

/** Whether the caller may change this community now. Asked again in the transaction of the change. */
type Allowance = () => Promise<unknown>;

/** The photos at the heads of communities. They belong to the club, also those that an owner has uploaded. */
@Injectable()
export class CommunityPictures {
  constructor(
    private readonly pictures: CommunityPicturesRepository,
    private readonly communities: CommunitiesRepository,
    private readonly desk: PictureDesk,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
  ) {}

  /** WebP. Throws `not-found`. */
  async show(id: string, width: string): Promise<Buffer> {
    const bytes = await this.pictures.bytes(id, width);
    if (!bytes) throw new ClubError('not-found');
    return bytes;
  }

  /**
   * Throws `not-found`, `too-many-requests`, and what is wrong with the picture: `too-large`,
   * `unsupported-picture`, `animated-picture`, `picture-too-large`, `unreadable-picture`.
   */
  async put(actor: Actor, id: string, { sent, text }: SentPhoto, assertAllowed?: Allowance): Promise<void> {
    const assert = assertAllowed ?? (() => this.#assertKnown(id));
    // Before the work of drawing, and after it, because rights may have changed since then.
    await assert();
    const drawn = await this.desk.draw(sent);
    const photo = { version: versionOf(drawn.large), text: wordsOf(text) };
    await this.#change(actor, id, assert, async () => {
      await this.pictures.put(id, photo, drawn);
    });
  }

  /** The photo stays. Throws `not-found`, also without a photo. */
  async describe(
    actor: Actor,
    id: string,
    text: SentPhoto['text'],
    assertAllowed?: Allowance,
  ): Promise<void> {
    const assert = assertAllowed ?? (() => this.#assertKnown(id));
    await this.#change(actor, id, assert, async () => {
      if ((await this.#photo(id)) === null) throw new ClubError('not-found');
      await this.pictures.describe(id, wordsOf(text));
    });
  }

  /** Once or more. Throws `not-found`. */
  async remove(actor: Actor, id: string, assertAllowed?: Allowance): Promise<void> {
    await this.#change(actor, id, assertAllowed ?? (() => this.#assertKnown(id)), async () => {
      await this.pictures.remove(id);
    });
  }

  async #change(
    actor: Actor,
    id: string,
    assertAllowed: Allowance,
    change: () => Promise<void>,
  ): Promise<void> {
    await this.transactions.run(async () => {
      await this.communities.lock(id);
      await assertAllowed();
      const before = await this.#photo(id);
      await change();
      const after = await this.#photo(id);
      if (before === null && after === null) return;
      await this.audit.record(actor, {
        action: after === null ? 'community.picture-removed' : 'community.picture-set',
        subject: { type: 'community', id },
        before: { photo: before },
        after: { photo: after },
      });
    });
  }

  async #photo(id: string): Promise<CommunityPhoto> {
    return (await this.communities.figuresOf([id]))(id).photo;
  }

  async #assertKnown(id: string): Promise<void> {
    if (!(await this.communities.find(id))) throw new ClubError('not-found');
  }
}

const versionOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex').slice(0, 16);

/** Without the languages that nobody filled in. */
const wordsOf = (text: SentPhoto['text']): NonNullable<CommunityPhoto>['text'] =>
  Object.fromEntries(Object.entries(text).filter(([, words]) => words));
