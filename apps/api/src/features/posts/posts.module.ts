import { Module } from '@nestjs/common';
import { CommunitiesModule } from '../communities/index.ts';
import { Announcements } from './announcements.ts';
import { Authors } from './authors.ts';
import { ClubPosts } from './club-posts.ts';
import { CommentChanges } from './comment-changes.ts';
import { CommentsRepository } from './comments.repository.ts';
import { EditsRepository } from './edits.repository.ts';
import { FeedRepository } from './feed.repository.ts';
import { Feeds } from './feeds.ts';
import { MentionsRepository } from './mentions.repository.ts';
import { OwnComments } from './own-comments.ts';
import { OwnCommentsController } from './own-comments.controller.ts';
import { OwnPosts } from './own-posts.ts';
import { OwnPostsController } from './own-posts.controller.ts';
import { PersonalPosts } from './personal-posts.repository.ts';
import { PostAccess } from './post-access.ts';
import { PostChanges } from './post-changes.ts';
import { PostParts } from './post-parts.ts';
import { PostTexts } from './post-texts.ts';
import { PostsController } from './posts.controller.ts';
import { PostsRepository } from './posts.repository.ts';
import { Reactions } from './reactions.ts';
import { ReactionsController } from './reactions.controller.ts';
import { ReactionsRepository } from './reactions.repository.ts';
import { WritingChecks } from './writing-checks.ts';
import { WritingDesk } from './writing-desk.ts';
import { Writings } from './writings.ts';
import { WritingsRepository } from './writings.repository.ts';

@Module({
  imports: [CommunitiesModule],
  controllers: [OwnPostsController, OwnCommentsController, ReactionsController, PostsController],
  providers: [
    Announcements,
    Authors,
    ClubPosts,
    CommentChanges,
    CommentsRepository,
    EditsRepository,
    FeedRepository,
    Feeds,
    MentionsRepository,
    OwnComments,
    OwnPosts,
    PersonalPosts,
    PostAccess,
    PostChanges,
    PostParts,
    PostTexts,
    PostsRepository,
    Reactions,
    ReactionsRepository,
    WritingChecks,
    WritingDesk,
    Writings,
    WritingsRepository,
  ],
  exports: [WritingChecks, Writings],
})
export class PostsModule {}
