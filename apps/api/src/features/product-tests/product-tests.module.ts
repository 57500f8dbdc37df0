import { Module } from '@nestjs/common';
import { CommunitiesModule } from '../communities/index.ts';
import { NoticesModule } from '../notices/index.ts';
import { PostsModule } from '../posts/index.ts';
import { RewardsModule } from '../rewards/index.ts';
import { ApplicationsRepository } from './applications.repository.ts';
import { Draws } from './draws.ts';
import { GiveSamplesJob } from './give-samples.job.ts';
import { Opinions } from './opinions.ts';
import { OwnTests } from './own-tests.ts';
import { OwnTestsController } from './own-tests.controller.ts';
import { PastProductTests } from './past-product-tests.ts';
import { PersonalProductTests } from './personal-product-tests.repository.ts';
import { ProductTestPart } from './product-test-part.ts';
import { ProductTestRoundsJob } from './product-test-rounds.job.ts';
import { ProductTests } from './product-tests.ts';
import { ProductTestsController } from './product-tests.controller.ts';
import { ProductTestsRepository } from './product-tests.repository.ts';
import { ReturnedSamples } from './returned-samples.ts';
import { Samples } from './samples.ts';
import { Testers } from './testers.ts';
import { TestLists } from './test-lists.ts';
import { TestReminders } from './test-reminders.ts';
import { TestRewards } from './test-rewards.ts';
import { Tidings } from './tidings.ts';

@Module({
  imports: [CommunitiesModule, NoticesModule, PostsModule, RewardsModule],
  controllers: [OwnTestsController, ProductTestsController],
  providers: [
    ApplicationsRepository,
    Draws,
    GiveSamplesJob,
    Opinions,
    OwnTests,
    PastProductTests,
    PersonalProductTests,
    ProductTestPart,
    ProductTestRoundsJob,
    ProductTests,
    ProductTestsRepository,
    ReturnedSamples,
    Samples,
    Testers,
    TestLists,
    TestReminders,
    TestRewards,
    Tidings,
  ],
})
export class ProductTestsModule {}
