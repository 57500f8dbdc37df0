import { Global, Module, type DynamicModule } from '@nestjs/common';
import type { Config } from './config.ts';
import { ApprovalsModule } from './features/approvals/index.ts';
import { AuditModule } from './features/audit/index.ts';
import { BulkModule } from './features/bulk/index.ts';
import { MergesModule } from './features/merges/index.ts';
import { CardsModule } from './features/cards/index.ts';
import { ClubModule } from './features/club/index.ts';
import { ChallengesModule } from './features/challenges/index.ts';
import { CheckoutModule } from './features/checkout/index.ts';
import { CouponsModule } from './features/coupons/index.ts';
import { CustomEventsModule } from './features/custom-events/index.ts';
import { EarningModule } from './features/earning/index.ts';
import { DiscountsModule } from './features/discounts/index.ts';
import { ManualDiscountsModule } from './features/manual-discounts/index.ts';
import { ExportsModule } from './features/exports/index.ts';
import { conditionSchema, FactsModule } from './features/facts/index.ts';
import { HomeModule } from './features/home/index.ts';
import { IdentityModule } from './features/identity/index.ts';
import { LegalModule } from './features/legal/index.ts';
import { MailingModule } from './features/mailing/index.ts';
import { ImportsModule } from './features/imports/index.ts';
import { InterestsModule } from './features/interests/index.ts';
import { MembersModule } from './features/members/index.ts';
import { OverviewModule } from './features/overview/index.ts';
import { MessagesModule } from './features/messages/index.ts';
import { PermissionsModule } from './features/permissions/index.ts';
import { PointsModule } from './features/points/index.ts';
import { ModerationModule } from './features/moderation/index.ts';
import { PostsModule } from './features/posts/index.ts';
import { OffersModule } from './features/offers/index.ts';
import { PrivacyModule } from './features/privacy/index.ts';
import { PurchasesModule } from './features/purchases/index.ts';
import { RateTablesModule } from './features/rate-tables/index.ts';
import { ReferralsModule } from './features/referrals/index.ts';
import { RewardsModule } from './features/rewards/index.ts';
import { SalesModule } from './features/sales/index.ts';
import { SegmentsModule } from './features/segments/index.ts';
import { HappeningsModule } from './features/happenings/index.ts';
import { ScoresModule } from './features/scores/index.ts';
import { SetupModule } from './features/setup/index.ts';
import { StaffModule } from './features/staff/index.ts';
import { CollectModule } from './features/collect/index.ts';
import { CommunitiesModule } from './features/communities/index.ts';
import { GatheringsModule } from './features/gatherings/index.ts';
import { ProductTestsModule } from './features/product-tests/index.ts';
import { SurveysModule } from './features/surveys/index.ts';
import { NoticesModule } from './features/notices/index.ts';
import { NotesModule } from './features/notes/index.ts';
import { TasksModule } from './features/tasks/index.ts';
import { TiersModule } from './features/tiers/index.ts';
import { TillModule } from './features/till/index.ts';
import type { Clock } from './platform/clock.ts';
import { PlatformModule } from './platform/platform.module.ts';
import { schemaOfConditions } from './schema-of-conditions.ts';

/** Where conditions find the facts of all features. */
@Global()
@Module({
  providers: [{ provide: conditionSchema, useValue: schemaOfConditions }],
  exports: [conditionSchema],
})
class ConditionsModule {}

/** The features in the order in which each may use those before it. */
const features = [
  ClubModule,
  IdentityModule,
  ApprovalsModule,
  MembersModule,
  LegalModule,
  PermissionsModule,
  CardsModule,
  SalesModule,
  RateTablesModule,
  FactsModule,
  CollectModule,
  PointsModule,
  TiersModule,
  EarningModule,
  OffersModule,
  ChallengesModule,
  CheckoutModule,
  HappeningsModule,
  InterestsModule,
  ScoresModule,
  CouponsModule,
  DiscountsModule,
  ManualDiscountsModule,
  CustomEventsModule,
  RewardsModule,
  PurchasesModule,
  ReferralsModule,
  BulkModule,
  MergesModule,
  SegmentsModule,
  TasksModule,
  NotesModule,
  MessagesModule,
  NoticesModule,
  CommunitiesModule,
  PostsModule,
  GatheringsModule,
  ProductTestsModule,
  ModerationModule,
  SurveysModule,
  ImportsModule,
  ExportsModule,
  PrivacyModule,
  TillModule,
  HomeModule,
  OverviewModule,
  AuditModule,
  StaffModule,
  SetupModule,
  MailingModule,
];

@Module({})
export class AppModule {
  static forRoot(config: Config, clock: Clock): DynamicModule {
    return {
      module: AppModule,
      imports: [PlatformModule.forRoot(config, clock), ConditionsModule, ...features],
    };
  }
}
