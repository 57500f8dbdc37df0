import { Module } from '@nestjs/common';
import { CustomEventsModule } from '../custom-events/index.ts';
import { PurchasesModule } from '../purchases/index.ts';
import { HappeningsRepository } from './happenings.repository.ts';
import { HappeningsSubscription } from './happenings-subscription.ts';
import { PersonalHappenings } from './personal-happenings.repository.ts';
import { SweepHappeningsJob } from './sweep-happenings.job.ts';

@Module({
  imports: [CustomEventsModule, PurchasesModule],
  providers: [HappeningsRepository, HappeningsSubscription, PersonalHappenings, SweepHappeningsJob],
})
export class HappeningsModule {}
