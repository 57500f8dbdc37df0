import { Controller } from '@nestjs/common';
import {
  createComment,
  deleteComment,
  editComment,
  getComment,
  listCommentEdits,
  listComments,
  type Comment,
  type ReplyOf,
} from '@regulars/contracts';
import { Contract, CurrentMember, Input, type InputOf } from '../../platform/http/contract.ts';
import { CommentChanges } from './comment-changes.ts';
import { CommentList } from './comment-list.ts';
import { OwnComments } from './own-comments.ts';

@Controller()
export class OwnCommentsController {
  constructor(
    private readonly all: CommentList,
    private readonly comments: OwnComments,
    private readonly changes: CommentChanges,
  ) {}

  @Contract(listComments)
  async list(
    @Input() { params, query }: InputOf<typeof listComments>,
    @CurrentMember() memberId: string,
  ): Promise<ReplyOf<typeof listComments>> {
    return this.all.list(memberId, params.id, query);
  }

  @Contract(createComment)
  async create(
    @Input() { params, body }: InputOf<typeof createComment>,
    @CurrentMember() memberId: string,
  ): Promise<Comment> {
    return this.comments.create(memberId, params.id, body);
  }

  @Contract(getComment)
  async get(
    @Input() { params }: InputOf<typeof getComment>,
    @CurrentMember() memberId: string,
  ): Promise<Comment> {
    return this.comments.one(memberId, params.id);
  }

  @Contract(editComment)
  async edit(
    @Input() { params, body }: InputOf<typeof editComment>,
    @CurrentMember() memberId: string,
  ): Promise<Comment> {
    await this.changes.edit(memberId, params.id, body.source);
    return this.comments.one(memberId, params.id);
  }

  @Contract(deleteComment)
  async delete(
    @Input() { params }: InputOf<typeof deleteComment>,
    @CurrentMember() memberId: string,
  ): Promise<void> {
    return this.changes.delete(memberId, params.id);
  }

  @Contract(listCommentEdits)
  async before(
    @Input() { params }: InputOf<typeof listCommentEdits>,
    @CurrentMember() memberId: string,
  ): Promise<ReplyOf<typeof listCommentEdits>> {
    return { data: await this.changes.before(memberId, params.id), cursor: { next: null } };
  }
}
