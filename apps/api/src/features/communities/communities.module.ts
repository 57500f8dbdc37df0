import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClubModule } from '../club/index.ts';
import { FactSources, FactsModule } from '../facts/index.ts';
import { InterestsModule } from '../interests/index.ts';
import { MembersModule } from '../members/index.ts';
import { NoticesModule } from '../notices/index.ts';
import { communityFacts } from './fact-source.ts';
import { BlockedMembersRepository } from './blocked-members.repository.ts';
import { BlockedMembers } from './blocked-members.ts';
import { CommunitiesController } from './communities.controller.ts';
import { CommunitiesRepository } from './communities.repository.ts';
import { Communities } from './communities.ts';
import { CommunityChecks } from './community-checks.ts';
import { CommunityDirectory } from './community-directory.ts';
import { CommunityMembers } from './community-members.ts';
import { CommunityPenalties } from './community-penalties.ts';
import { CommunityRights } from './community-rights.ts';
import { CommunitySetUses } from './community-set-uses.ts';
import { CommunityEntity } from './entities/community.entity.ts';
import { InterestsOfMemberships } from './interests-of-memberships.ts';
import { MembershipNotices } from './membership-notices.ts';
import { MembershipEnds } from './membership-ends.ts';
import { MembershipsRepository } from './memberships.repository.ts';
import { ModeratedMembersController } from './moderated-members.controller.ts';
import { ModeratedMembers } from './moderated-members.ts';
import { Moderators } from './moderators.ts';
import { NicknamesRepository } from './nicknames.repository.ts';
import { Nicknames } from './nicknames.ts';
import { OwnCommunitiesController } from './own-communities.controller.ts';
import { OwnCommunities } from './own-communities.ts';
import { PastCommunities } from './past-communities.ts';
import { CommunityPicturesController } from './pictures/community-pictures.controller.ts';
import { CommunityPicturesRepository } from './pictures/community-pictures.repository.ts';
import { CommunityPictures } from './pictures/community-pictures.ts';
import { OwnCommunityPicturesController } from './pictures/own-community-pictures.controller.ts';
import { OwnCommunityPictures } from './pictures/own-community-pictures.ts';
import { PersonalCommunities } from './personal-communities.repository.ts';
import { PersonalRestrictions } from './personal-restrictions.repository.ts';
import { RestrictionsRepository } from './restrictions.repository.ts';
import { CommunityRestrictions } from './restrictions.ts';

@Module({
  imports: [
    TypeOrmModule.forFeature([CommunityEntity]),
    ClubModule,
    FactsModule,
    InterestsModule,
    MembersModule,
    NoticesModule,
  ],
  controllers: [
    CommunitiesController,
    CommunityPicturesController,
    ModeratedMembersController,
    OwnCommunitiesController,
    OwnCommunityPicturesController,
  ],
  providers: [
    InterestsOfMemberships,
    BlockedMembers,
    BlockedMembersRepository,
    Communities,
    CommunitiesRepository,
    CommunityChecks,
    CommunityDirectory,
    CommunityMembers,
    CommunityPenalties,
    CommunityPictures,
    CommunityPicturesRepository,
    CommunityRestrictions,
    CommunityRights,
    CommunitySetUses,
    MembershipNotices,
    MembershipEnds,
    MembershipsRepository,
    ModeratedMembers,
    Moderators,
    Nicknames,
    NicknamesRepository,
    OwnCommunities,
    OwnCommunityPictures,
    PastCommunities,
    PersonalCommunities,
    PersonalRestrictions,
    RestrictionsRepository,
  ],
  exports: [
    BlockedMembers,
    Communities,
    CommunityPenalties,
    CommunityRestrictions,
    CommunityRights,
    MembershipEnds,
    Moderators,
    Nicknames,
  ],
})
export class CommunitiesModule {
  constructor(sources: FactSources) {
    sources.register(communityFacts);
  }
}
