import { Injectable } from '@nestjs/common';
import { ClubChanges, Interests } from '../club/index.ts';
import { PostsRepository, type LockedPost } from './posts.repository.ts';

/** What posts are about: interests of the club. */
@Injectable()
export class PostInterests {
  constructor(
    private readonly known: Interests,
    private readonly posts: PostsRepository,
    changes: ClubChanges,
  ) {
    changes.onInterestsRemoved((left) => posts.keepInterests(left));
  }

  /** Each once. Throws `unknown-interest`. */
  async checked(interests: readonly string[]): Promise<readonly string[]> {
    await this.known.assertKnown(interests);
    return [...new Set(interests)];
  }

  /** Left out, they stay. The text is the same, so this is not an edit. Throws `unknown-interest`. */
  async change(before: LockedPost, interests: readonly string[] | undefined): Promise<void> {
    if (interests === undefined) return;
    await this.posts.setInterests(before.id, await this.checked(interests));
  }
}
