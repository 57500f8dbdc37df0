import { Injectable } from '@nestjs/common';
import type { SentPoll } from '@regulars/contracts';
import { newId } from '../../platform/ids.ts';
import { MarksRepository } from './marks/marks.repository.ts';
import type { DrawnPicture } from '../../platform/files/drawn-picture.ts';
import { PicturesRepository } from './pictures/pictures.repository.ts';
import { PastVotesRepository } from './past-votes.repository.ts';
import { PollsRepository } from './polls/polls.repository.ts';

export interface PastPostParts {
  readonly pictures: readonly { readonly drawn: DrawnPicture; readonly text: string }[];
  readonly poll:
    (SentPoll & { readonly votes: readonly { readonly memberId: string; readonly choice: number }[] }) | null;
}

interface Post {
  readonly id: string;
  readonly communityId: string;
  readonly authorId: string | null;
  readonly createdAt: Date;
}

/** Pictures, polls and marks of posts of the past. */
@Injectable()
export class PastParts {
  constructor(
    private readonly pictures: PicturesRepository,
    private readonly polls: PollsRepository,
    private readonly marks: MarksRepository,
    private readonly votes: PastVotesRepository,
  ) {}

  /** In the transaction of the post, which is stored already. Only posts of members have pictures. */
  async add(
    { id, communityId, authorId, createdAt }: Post,
    { pictures, poll }: PastPostParts,
  ): Promise<void> {
    if (authorId !== null && pictures.length > 0) {
      const added = pictures.map((picture) => ({ ...picture, id: newId() }));
      for (const { id: pictureId, drawn } of added)
        await this.pictures.insert({ ...drawn, id: pictureId, communityId, memberId: authorId }, createdAt);
      await this.pictures.take(id, authorId, added);
    }
    if (poll === null) return;
    await this.polls.insert(id, poll);
    await this.votes.vote(id, poll.votes, createdAt);
  }

  async mark({ id, createdAt }: Post, answerId: string | null, isPinned: boolean): Promise<void> {
    if (answerId !== null) await this.marks.setAnswer(id, answerId);
    if (isPinned) await this.marks.pin(id, createdAt);
  }
}
