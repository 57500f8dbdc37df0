import { Controller } from '@nestjs/common';
import {
  createPost,
  deletePost,
  editPost,
  getCommunityNews,
  getPost,
  listCommunityNews,
  listPostEdits,
  listPosts,
  previewPost,
  readCommunity,
  type Post,
  type ReplyOf,
} from '@regulars/contracts';
import { Contract, CurrentMember, Input, type InputOf } from '../../platform/http/contract.ts';
import { Feeds } from './feeds.ts';
import { OwnPosts } from './own-posts.ts';
import { PostChanges } from './post-changes.ts';

@Controller()
export class OwnPostsController {
  constructor(
    private readonly feeds: Feeds,
    private readonly posts: OwnPosts,
    private readonly changes: PostChanges,
  ) {}

  @Contract(listPosts)
  async list(
    @Input() { params, query }: InputOf<typeof listPosts>,
    @CurrentMember() memberId: string,
  ): Promise<ReplyOf<typeof listPosts>> {
    return this.feeds.list(memberId, params.id, query);
  }

  @Contract(createPost)
  async create(
    @Input() { params, body }: InputOf<typeof createPost>,
    @CurrentMember() memberId: string,
  ): Promise<Post> {
    return this.posts.create(memberId, params.id, body);
  }

  @Contract(previewPost)
  async preview(
    @Input() { params, body }: InputOf<typeof previewPost>,
    @CurrentMember() memberId: string,
  ): Promise<ReplyOf<typeof previewPost>> {
    return { html: await this.posts.preview(memberId, params.id, body.source) };
  }

  @Contract(getCommunityNews)
  async news(
    @Input() { params, query }: InputOf<typeof getCommunityNews>,
    @CurrentMember() memberId: string,
  ): Promise<ReplyOf<typeof getCommunityNews>> {
    return { posts: await this.feeds.since(memberId, params.id, query.since) };
  }

  @Contract(listCommunityNews)
  async allNews(@CurrentMember() memberId: string): Promise<ReplyOf<typeof listCommunityNews>> {
    return { data: await this.feeds.news(memberId), cursor: { next: null } };
  }

  @Contract(readCommunity)
  async read(
    @Input() { params, body }: InputOf<typeof readCommunity>,
    @CurrentMember() memberId: string,
  ): Promise<void> {
    return this.feeds.read(memberId, params.id, body.until);
  }

  @Contract(getPost)
  async get(@Input() { params }: InputOf<typeof getPost>, @CurrentMember() memberId: string): Promise<Post> {
    return this.posts.one(memberId, params.id);
  }

  @Contract(editPost)
  async edit(
    @Input() { params, body }: InputOf<typeof editPost>,
    @CurrentMember() memberId: string,
  ): Promise<Post> {
    await this.changes.edit(memberId, params.id, body);
    return this.posts.one(memberId, params.id);
  }

  @Contract(deletePost)
  async delete(
    @Input() { params }: InputOf<typeof deletePost>,
    @CurrentMember() memberId: string,
  ): Promise<void> {
    return this.changes.delete(memberId, params.id);
  }

  @Contract(listPostEdits)
  async before(
    @Input() { params }: InputOf<typeof listPostEdits>,
    @CurrentMember() memberId: string,
  ): Promise<ReplyOf<typeof listPostEdits>> {
    return { data: await this.changes.before(memberId, params.id), cursor: { next: null } };
  }
}
