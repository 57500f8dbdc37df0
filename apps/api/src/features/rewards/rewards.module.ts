import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClubModule } from '../club/index.ts';
import { FactSources, FactsModule } from '../facts/index.ts';
import { IdentityModule } from '../identity/index.ts';
import { MembersModule } from '../members/index.ts';
import { PointsModule } from '../points/index.ts';
import { SalesModule } from '../sales/index.ts';
import { TierRewards, TiersModule } from '../tiers/index.ts';
import { rewardFacts } from './fact-source.ts';
import { RewardEntity } from './entities/reward.entity.ts';
import { CartRedemptions } from './cart-redemptions.ts';
import { CartRewards } from './cart-rewards.ts';
import { CartVouchersRepository } from './cart-vouchers.repository.ts';
import { CartVouchers } from './cart-vouchers.ts';
import { ExpireVouchersJob } from './expire-vouchers.job.ts';
import { ExpiredVouchers } from './expired-vouchers.ts';
import { GrantedVouchersRepository } from './granted-vouchers.repository.ts';
import { GrantedVouchers } from './granted-vouchers.ts';
import { IssuedVouchers } from './issued-vouchers.ts';
import { KeptRewards } from './kept-rewards.ts';
import { OfferedRewards } from './offered-rewards.ts';
import { OwnCodes } from './own-codes.ts';
import { OwnVouchers } from './own-vouchers.ts';
import { PartnerCodePool } from './partner-code-pool.ts';
import { PartnerCodeSeals } from './partner-code-seals.ts';
import { PartnerCodesController } from './partner-codes.controller.ts';
import { PartnerCodesRepository } from './partner-codes.repository.ts';
import { PastRedemptions } from './past-redemptions.ts';
import { RedemptionsController } from './redemptions.controller.ts';
import { RedemptionsRepository } from './redemptions.repository.ts';
import { RedemptionsService } from './redemptions.service.ts';
import { RewardAudiences } from './reward-audiences.ts';
import { RewardNews } from './reward-news.ts';
import { isPromisable } from './reward-pool.ts';
import { RewardHolds } from './reward-holds.ts';
import { RewardHoldsRepository } from './reward-holds.repository.ts';
import { RewardParticipant } from './reward-participant.ts';
import { RewardSetUses } from './reward-set-uses.ts';
import { RewardStocks } from './reward-stocks.ts';
import { RewardsOfMembers } from './rewards-of-members.ts';
import { RewardsController } from './rewards.controller.ts';
import { RewardsRepository } from './rewards.repository.ts';
import { RewardsService } from './rewards.service.ts';
import { TierGiftsRepository } from './tier-gifts.repository.ts';
import { SampleVouchers } from './sample-vouchers.ts';
import { TierGifts } from './tier-gifts.ts';
import { TierVouchers } from './tier-vouchers.ts';
import { VoucherHolds } from './voucher-holds.ts';
import { VoucherParticipant } from './voucher-participant.ts';
import { VoucherUseService } from './voucher-use.service.ts';
import { VouchersRepository } from './vouchers.repository.ts';
import { VouchersService } from './vouchers.service.ts';
import { PersonalRewards } from './personal-rewards.repository.ts';
import { ExportedRewards } from './exported-rewards.ts';

@Module({
  imports: [
    TypeOrmModule.forFeature([RewardEntity]),
    ClubModule,
    FactsModule,
    IdentityModule,
    MembersModule,
    PointsModule,
    SalesModule,
    TiersModule,
  ],
  controllers: [RewardsController, RedemptionsController, PartnerCodesController],
  providers: [
    CartRedemptions,
    CartRewards,
    CartVouchers,
    CartVouchersRepository,
    ExpireVouchersJob,
    ExpiredVouchers,
    ExportedRewards,
    GrantedVouchers,
    GrantedVouchersRepository,
    IssuedVouchers,
    KeptRewards,
    PersonalRewards,
    OfferedRewards,
    OwnCodes,
    OwnVouchers,
    PartnerCodePool,
    PartnerCodeSeals,
    PartnerCodesRepository,
    PastRedemptions,
    RedemptionsRepository,
    RedemptionsService,
    RewardAudiences,
    RewardNews,
    RewardHolds,
    RewardHoldsRepository,
    RewardParticipant,
    RewardSetUses,
    RewardStocks,
    RewardsOfMembers,
    RewardsRepository,
    RewardsService,
    SampleVouchers,
    TierGifts,
    TierGiftsRepository,
    TierVouchers,
    VoucherHolds,
    VoucherParticipant,
    VoucherUseService,
    VouchersRepository,
    VouchersService,
  ],
  exports: [
    CartRedemptions,
    CartRewards,
    CartVouchers,
    CartVouchersRepository,
    GrantedVouchers,
    PartnerCodePool,
    PastRedemptions,
    RewardHolds,
    RewardsService,
    SampleVouchers,
    VoucherHolds,
    VouchersService,
  ],
})
export class RewardsModule {
  constructor(wanted: TierRewards, rewards: RewardsRepository, sources: FactSources) {
    sources.register(rewardFacts);
    wanted.comeFrom(async (ids) =>
      (await rewards.byIds(ids)).map((reward) => ({
        named: { id: reward.id, name: reward.name, picture: reward.picture },
        promisable: isPromisable(reward),
      })),
    );
  }
}
