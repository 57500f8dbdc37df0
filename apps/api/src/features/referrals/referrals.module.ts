import { Module } from '@nestjs/common';
import { ClubModule } from '../club/index.ts';
import { CustomEventsModule } from '../custom-events/index.ts';
import { EarningModule } from '../earning/index.ts';
import { MembersModule } from '../members/index.ts';
import { PointsModule } from '../points/index.ts';
import { ReferralCodesRepository } from './codes.repository.ts';
import { ReferralCodes } from './codes.ts';
import { ExportedReferrals } from './exported-referrals.ts';
import { Invited } from './invited.ts';
import { ReferralOffers } from './offers.ts';
import { OfferedBudgets } from './offered-budgets.ts';
import { OwnReferrals } from './own-referrals.ts';
import { PayReferralsJob } from './pay-referrals.job.ts';
import { Payouts } from './payouts.ts';
import { PersonalReferrals } from './personal-referrals.repository.ts';
import { ReferralsController } from './referrals.controller.ts';
import { ReferralsRepository } from './referrals.repository.ts';
import { Referrals } from './referrals.ts';
import { ReturnedReferrals } from './returned.ts';
import { ReferralReviews } from './reviews.ts';
import { Settling } from './settling.ts';
import { Verdicts } from './verdicts.ts';

@Module({
  imports: [ClubModule, CustomEventsModule, EarningModule, MembersModule, PointsModule],
  controllers: [ReferralsController],
  providers: [
    ExportedReferrals,
    Invited,
    OfferedBudgets,
    OwnReferrals,
    PayReferralsJob,
    Payouts,
    PersonalReferrals,
    ReferralCodes,
    ReferralCodesRepository,
    ReferralOffers,
    ReferralReviews,
    Referrals,
    ReferralsRepository,
    ReturnedReferrals,
    Settling,
    Verdicts,
  ],
  exports: [ReferralOffers],
})
export class ReferralsModule {}
