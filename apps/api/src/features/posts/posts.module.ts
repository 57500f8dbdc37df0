import { Module } from '@nestjs/common';
import { ClubModule } from '../club/index.ts';
import { CommunitiesModule } from '../communities/index.ts';
import { FactSources, FactsModule } from '../facts/index.ts';
import { InterestsModule } from '../interests/index.ts';
import { NoticesModule } from '../notices/index.ts';
import { postFacts } from './fact-source.ts';
import { Announcements } from './announcements.ts';
import { Authors } from './authors.ts';
import { ClubComments } from './club-comments.ts';
import { ClubPosts } from './club-posts.ts';
import { CommentChanges } from './comment-changes.ts';
import { CommentList } from './comment-list.ts';
import { CommentTexts } from './comment-texts.ts';
import { CommentsRepository } from './comments.repository.ts';
import { TalkedAboutRepository } from './digest/talked-about.repository.ts';
import { TalkedAbout } from './digest/talked-about.ts';
import { EditsRepository } from './edits.repository.ts';
import { FeedRepository } from './feed.repository.ts';
import { Feeds } from './feeds.ts';
import { InterestsOfReactions } from './interests-of-reactions.ts';
import { LeftWritingsController } from './leaving/left-writings.controller.ts';
import { LeftWritingsRepository } from './leaving/left-writings.repository.ts';
import { LeftWritings } from './leaving/left-writings.ts';
import { Answers } from './marks/answers.ts';
import { MarksController } from './marks/marks.controller.ts';
import { MarksRepository } from './marks/marks.repository.ts';
import { PostPins } from './marks/post-pins.ts';
import { ListenersRepository } from './listeners.repository.ts';
import { MentionsRepository } from './mentions.repository.ts';
import { OwnComments } from './own-comments.ts';
import { OwnCommentsController } from './own-comments.controller.ts';
import { OwnPosts } from './own-posts.ts';
import { OwnPostsController } from './own-posts.controller.ts';
import { PersonalPosts } from './personal-posts.repository.ts';
import { PastParts } from './past-parts.ts';
import { PastPosts } from './past-posts.ts';
import { PastVotesRepository } from './past-votes.repository.ts';
import { PicturePart } from './pictures/picture-part.ts';
import { PicturesController } from './pictures/pictures.controller.ts';
import { PicturesRepository } from './pictures/pictures.repository.ts';
import { Pictures } from './pictures/pictures.ts';
import { ShownPictures } from './pictures/shown-pictures.ts';
import { SweepPicturesJob } from './pictures/sweep-pictures.job.ts';
import { PollPart } from './polls/poll-part.ts';
import { PollsController } from './polls/polls.controller.ts';
import { PollsRepository } from './polls/polls.repository.ts';
import { Polls } from './polls/polls.ts';
import { PostAccess } from './post-access.ts';
import { PostChanges } from './post-changes.ts';
import { PostInterests } from './post-interests.ts';
import { PostParts } from './post-parts.ts';
import { PostTexts } from './post-texts.ts';
import { PostsController } from './posts.controller.ts';
import { PostsRepository } from './posts.repository.ts';
import { Reactions } from './reactions.ts';
import { ReactionsController } from './reactions.controller.ts';
import { ReactionsRepository } from './reactions.repository.ts';
import { TellPostJob } from './tell-post.job.ts';
import { Telling } from './telling.ts';
import { WritingChecks } from './writing-checks.ts';
import { WritingDesk } from './writing-desk.ts';
import { Writings } from './writings.ts';
import { WritingsRepository } from './writings.repository.ts';

@Module({
  imports: [ClubModule, CommunitiesModule, FactsModule, InterestsModule, NoticesModule],
  controllers: [
    OwnPostsController,
    OwnCommentsController,
    ReactionsController,
    PostsController,
    PicturesController,
    PollsController,
    MarksController,
    LeftWritingsController,
  ],
  providers: [
    InterestsOfReactions,
    Announcements,
    Answers,
    Authors,
    ClubComments,
    ClubPosts,
    CommentChanges,
    CommentList,
    CommentTexts,
    CommentsRepository,
    EditsRepository,
    FeedRepository,
    Feeds,
    LeftWritings,
    LeftWritingsRepository,
    MarksRepository,
    ListenersRepository,
    MentionsRepository,
    OwnComments,
    OwnPosts,
    PersonalPosts,
    PastParts,
    PastPosts,
    PastVotesRepository,
    PicturePart,
    Pictures,
    PicturesRepository,
    PollPart,
    Polls,
    PollsRepository,
    PostAccess,
    PostChanges,
    PostInterests,
    PostParts,
    PostPins,
    PostTexts,
    PostsRepository,
    Reactions,
    ReactionsRepository,
    ShownPictures,
    SweepPicturesJob,
    TalkedAbout,
    TalkedAboutRepository,
    TellPostJob,
    Telling,
    WritingChecks,
    WritingDesk,
    Writings,
    WritingsRepository,
  ],
  exports: [Announcements, OwnComments, PastPosts, PostParts, WritingChecks, Writings],
})
export class PostsModule {
  constructor(sources: FactSources) {
    sources.register(postFacts);
  }
}
