import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClubModule } from '../club/index.ts';
import { IdentityModule } from '../identity/index.ts';
import { MembersModule } from '../members/index.ts';
import { PointsModule } from '../points/index.ts';
import { RewardsModule } from '../rewards/index.ts';
import { SalesModule } from '../sales/index.ts';
import { BadgesRepository } from './badges.repository.ts';
import { Badges } from './badges.ts';
import { ChallengeParticipant } from './challenge-participant.ts';
import { ChallengePointsRepository } from './challenge-points.repository.ts';
import { ChallengePoints } from './challenge-points.ts';
import { ChallengeReferences } from './challenge-references.ts';
import { ChallengeSetUses } from './challenge-set-uses.ts';
import { ChallengesController } from './challenges.controller.ts';
import { ChallengesOfMembers } from './challenges-of-members.ts';
import { ChallengesRepository } from './challenges.repository.ts';
import { Challenges } from './challenges.ts';
import { ChallengeEntity } from './entities/challenge.entity.ts';
import { LiveChallenges } from './live-challenges.ts';
import { MemberChallengesRepository } from './member-challenges.repository.ts';
import { MemberChallenges } from './member-challenges.ts';
import { MergedChallenges } from './merged-challenges.repository.ts';
import { PersonalChallenges } from './personal-challenges.repository.ts';

@Module({
  imports: [
    TypeOrmModule.forFeature([ChallengeEntity]),
    ClubModule,
    IdentityModule,
    MembersModule,
    PointsModule,
    RewardsModule,
    SalesModule,
  ],
  controllers: [ChallengesController],
  providers: [
    Badges,
    BadgesRepository,
    ChallengeParticipant,
    ChallengePoints,
    ChallengePointsRepository,
    ChallengeReferences,
    ChallengeSetUses,
    Challenges,
    ChallengesOfMembers,
    ChallengesRepository,
    LiveChallenges,
    MemberChallenges,
    MemberChallengesRepository,
    MergedChallenges,
    PersonalChallenges,
  ],
  exports: [Badges, Challenges, MergedChallenges],
})
export class ChallengesModule {}
