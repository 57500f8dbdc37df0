import { Injectable } from '@nestjs/common';
import type { Poll, SentPoll } from '@regulars/contracts';
import { isPollOver, voteRefusal, type VoteRefusal } from '@regulars/loyalty';
import { Clock, toInstant } from '../../../platform/clock.ts';
import { ClubError } from '../../../platform/club-error.ts';
import { assertWrites, PostAccess } from '../post-access.ts';
import { PollsRepository, type PollRow } from './polls.repository.ts';

/** Polls are parts of posts. */
@Injectable()
export class Polls {
  constructor(
    private readonly polls: PollsRepository,
    private readonly access: PostAccess,
    private readonly clock: Clock,
  ) {}

  /** In the transaction of the new post. Throws `invalid-request` for an end that has passed. */
  async add(postId: string, poll: SentPoll): Promise<void> {
    if (poll.endsAt !== null && Date.parse(poll.endsAt) <= this.clock.now())
      throw ClubError.field('invalid-request', '/poll/endsAt', 'must be in the future');
    await this.polls.insert(postId, poll);
  }

  /** By the id of the post; for a manager (null) with the votes. */
  async ofPosts(ids: readonly string[], memberId: string | null): Promise<ReadonlyMap<string, Poll>> {
    const rows = await this.polls.ofPosts(ids, memberId);
    const now = this.clock.now();
    return new Map(rows.map((row) => [row.postId, show(row, now, memberId === null)]));
  }

  /** Instead of an earlier vote. Throws `not-found`, `cannot-write-here`, `poll-over`, `invalid-request`. */
  async vote(memberId: string, postId: string, choices: readonly number[]): Promise<Poll> {
    const { post, met } = await this.access.post(memberId, postId);
    assertWrites(met);
    const [poll] = post.state === 'deleted' ? [] : await this.polls.ofPosts([postId], memberId);
    if (!poll) throw new ClubError('not-found');
    const terms = { options: poll.options.length, most: poll.most, endsAt: poll.endsAt?.getTime() ?? null };
    const refusal = voteRefusal(terms, choices, this.clock.now());
    if (refusal !== null) throw refused[refusal](poll);
    await this.polls.vote(postId, memberId, choices, this.clock.date());
    const voted = (await this.ofPosts([postId], memberId)).get(postId);
    if (!voted) throw new ClubError('not-found');
    return voted;
  }

  /** In the transaction in which the text of the post goes. */
  async remove(postId: string): Promise<void> {
    await this.polls.remove(postId);
  }
}

const refused: Record<VoteRefusal, (poll: PollRow) => ClubError> = {
  over: () => new ClubError('poll-over'),
  'too-many': ({ most }) => ClubError.field('invalid-request', '/choices', `at most ${most}`),
  'unknown-option': ({ options }) =>
    ClubError.field('invalid-request', '/choices', `there are ${options.length} options, from 0`),
};

/** Members who saw the votes first would follow them: before the end they see them once they have voted. */
const show = (row: PollRow, now: number, isManager: boolean): Poll => {
  const { options, votes, most, endsAt, voters } = row;
  const mine = row.mine ?? [];
  const over = isPollOver({ endsAt: endsAt?.getTime() ?? null }, now);
  const isKnown = isManager || over || mine.length > 0;
  return {
    options: options.map((text, place) => ({ text, votes: isKnown ? (votes[place] ?? 0) : null })),
    most,
    endsAt: endsAt && toInstant(endsAt),
    over,
    voters,
    mine,
  };
};
