import { Injectable } from '@nestjs/common';
import type { PostKind } from '@regulars/contracts';
import { Names, textsOf } from '../../platform/names.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { BlockedMembers, CommunityRights } from '../communities/index.ts';
import { Notices, type NewNotice } from '../notices/index.ts';
import { excerptOf } from './excerpt.ts';
import { ListenersRepository, type ToldWriting } from './listeners.repository.ts';
import { pathOf, subjectsOf, type WritingRef } from './writing.ts';

export const tellPost = 'tell-post';

/** A text that mentions more of them tells the first. */
const mostMentioned = 10;
/** How a post without a title is called: its first words. */
const titleLength = 60;

/** What an answer to a post of this kind is. */
const answers = {
  post: 'comment',
  question: 'answer',
  poll: 'comment',
  announcement: 'comment',
  'product-test': 'comment',
} satisfies Record<PostKind, string>;

/** What a notice says and where it leads; the members come later. */
type Said = Omit<NewNotice, 'memberId'>;

/** Tells members what concerns them. Nobody is told of what they may not read, of their own texts, or by a person they blocked. */
@Injectable()
export class Telling {
  constructor(
    private readonly listeners: ListenersRepository,
    private readonly rights: CommunityRights,
    private readonly blocked: BlockedMembers,
    private readonly names: Names,
    private readonly notices: Notices,
    private readonly jobs: Jobs,
  ) {}

  /**
   * In the transaction in which others see it for the first time, or again. Those who are answered and mentioned hear it
   * at once; the many who watch, by a job.
   */
  async shown(ref: WritingRef, mentioned: readonly string[]): Promise<void> {
    const writing = await this.listeners.told(ref);
    if (writing?.state !== 'shown') return;
    const told = await this.#answered(ref, writing);
    await this.#mention(
      ref,
      writing,
      mentioned.filter((id) => !told.has(id)),
    );
    if (ref.kind === 'post') await this.jobs.enqueue(tellPost, { postId: ref.id, after: null });
  }

  /** In the transaction of an edit. Members that it mentions hear it; what has to wait now is told no longer. */
  async edited(ref: WritingRef, mentioned: readonly string[]): Promise<void> {
    const writing = await this.listeners.told(ref);
    if (writing?.state !== 'shown') return this.gone(ref);
    await this.#mention(ref, writing, mentioned);
  }

  /** What was hidden or deleted is told no longer. */
  async gone({ id }: WritingRef): Promise<void> {
    await this.notices.withdraw([id]);
  }

  /** In the job. */
  async post(writing: ToldWriting, memberIds: readonly string[]): Promise<void> {
    const ref = { kind: 'post', id: writing.postId } as const;
    const isForAll = writing.kind === 'announcement';
    const said = isForAll
      ? await this.#said(ref, writing, 'announcement', 'post')
      : await this.#said(ref, writing, 'new-post', writing.kind);
    await this.#tell(writing, memberIds, said);
  }

  /** The members who were told of an answer. */
  async #answered(ref: WritingRef, writing: ToldWriting): Promise<ReadonlySet<string>> {
    const { repliedToId, postAuthorId, kind } = writing;
    const toPost = postAuthorId === repliedToId ? null : postAuthorId;
    const what = answers[kind];
    for (const [id, case_] of [
      [repliedToId, 'reply'],
      [toPost, what],
    ] as const)
      if (id !== null) await this.#tell(writing, [id], await this.#said(ref, writing, 'reply', case_));
    return new Set([repliedToId, toPost].filter((id) => id !== null));
  }

  /** Each of them once, and at most ten of one text, however often it is edited. */
  async #mention(ref: WritingRef, writing: ToldWriting, mentioned: readonly string[]): Promise<void> {
    const left = mostMentioned - (await this.notices.told('mention', ref.id));
    const named = mentioned.slice(0, Math.max(left, 0));
    await this.#tell(writing, named, await this.#said(ref, writing, 'mention', ref.kind));
  }

  async #said(ref: WritingRef, writing: ToldWriting, kind: NewNotice['kind'], what: string): Promise<Said> {
    const { communityId, postId, authorId, nickname, title, about } = writing;
    const names = await this.names.of('community', [communityId]);
    return {
      kind,
      key: `${ref.kind}:${ref.id}`,
      path: pathOf({ ...ref, communityId, postId }),
      about: subjectsOf({ ...ref, postId }),
      fromId: authorId,
      params: {
        what,
        title: title ?? excerptOf(about, titleLength),
        community: textsOf(names.get(communityId)),
        ...(nickname !== null && { nickname }),
      },
    };
  }

  async #tell(writing: ToldWriting, memberIds: readonly string[], said: Said): Promise<void> {
    const { authorId, communityId } = writing;
    const others = memberIds.filter((id) => id !== authorId);
    if (others.length === 0) return;
    const hearing = await this.listeners.hearing(communityId, others);
    const willing = authorId === null ? hearing : await this.blocked.willing(authorId, hearing);
    const readers: string[] = [];
    for (const id of willing) if (await this.rights.reads(id, communityId)) readers.push(id);
    await this.notices.tell(readers.map((memberId) => ({ memberId, ...said })));
  }
}
