import { Controller } from '@nestjs/common';
import {
  announce,
  changeAnnouncement,
  commentAsClub,
  getCommunityPost,
  listCommunityComments,
  listCommunityPosts,
  removeClubComment,
  removePost,
  type CommunityComment,
  type CommunityPost,
  type ReplyOf,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Contract, CurrentActor, Input, type InputOf } from '../../platform/http/contract.ts';
import { Announcements } from './announcements.ts';
import { ClubComments } from './club-comments.ts';
import { ClubPosts } from './club-posts.ts';

@Controller()
export class PostsController {
  constructor(
    private readonly posts: ClubPosts,
    private readonly announcements: Announcements,
    private readonly comments: ClubComments,
  ) {}

  @Contract(listCommunityPosts)
  async list(
    @Input() { params, query }: InputOf<typeof listCommunityPosts>,
  ): Promise<ReplyOf<typeof listCommunityPosts>> {
    return this.posts.list(params.id, query);
  }

  @Contract(announce)
  async announce(
    @Input() { params, body }: InputOf<typeof announce>,
    @CurrentActor() actor: Actor,
  ): Promise<CommunityPost> {
    return this.announcements.add(actor, params.id, body);
  }

  @Contract(changeAnnouncement)
  async change(
    @Input() { params, body }: InputOf<typeof changeAnnouncement>,
    @CurrentActor() actor: Actor,
  ): Promise<CommunityPost> {
    return this.announcements.change(actor, params.id, body);
  }

  @Contract(removePost)
  async remove(@Input() { params }: InputOf<typeof removePost>, @CurrentActor() actor: Actor): Promise<void> {
    return this.announcements.remove(actor, params.id);
  }

  @Contract(getCommunityPost)
  async one(@Input() { params }: InputOf<typeof getCommunityPost>): Promise<CommunityPost> {
    return this.posts.one(params.id);
  }

  @Contract(listCommunityComments)
  async listComments(
    @Input() { params, query }: InputOf<typeof listCommunityComments>,
  ): Promise<ReplyOf<typeof listCommunityComments>> {
    return this.comments.list(params.id, query);
  }

  @Contract(commentAsClub)
  async comment(
    @Input() { params, body }: InputOf<typeof commentAsClub>,
    @CurrentActor() actor: Actor,
  ): Promise<CommunityComment> {
    return this.comments.add(actor, params.id, body);
  }

  @Contract(removeClubComment)
  async removeComment(
    @Input() { params }: InputOf<typeof removeClubComment>,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.comments.remove(actor, params.id);
  }
}
