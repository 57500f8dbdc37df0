import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClubModule } from '../club/index.ts';
import { DiscountsModule } from '../discounts/index.ts';
import { FactsModule } from '../facts/index.ts';
import { SalesModule } from '../sales/index.ts';
import { BatchBooks } from './batch-books.ts';
import { BatchFiles } from './batch-files.ts';
import { CodeHolds } from './code-holds.ts';
import { CodeImport } from './code-import.ts';
import { CodeImportsRepository } from './code-imports.repository.ts';
import { CodeMaking } from './code-making.ts';
import { CodeRevocations } from './code-revocations.ts';
import { CodeParticipant } from './code-participant.ts';
import { CodeUploads } from './code-uploads.ts';
import { CouponBatchesController } from './coupon-batches.controller.ts';
import { CouponBatchesRepository } from './coupon-batches.repository.ts';
import { CouponBatches } from './coupon-batches.ts';
import { CouponBudgets } from './coupon-budgets.ts';
import { CouponCodes } from './coupon-codes.ts';
import { CouponSetsAndCategories } from './coupon-sets-and-categories.ts';
import { CouponsController } from './coupons.controller.ts';
import { CouponsRepository } from './coupons.repository.ts';
import { Coupons } from './coupons.ts';
import { CouponEntity } from './entities/coupon.entity.ts';
import { ImportCouponCodesJob } from './import-coupon-codes.job.ts';
import { ImportedCodesController } from './imported-codes.controller.ts';
import { LiveCoupons } from './live-coupons.ts';
import { MakeCouponCodesJob } from './make-coupon-codes.job.ts';
import { OwnCoupons } from './own-coupons.ts';
import { PersonalCodesController } from './personal-codes.controller.ts';
import { PersonalCodesRepository } from './personal-codes.repository.ts';
import { IssuedCoupons } from './issued-coupons.ts';
import { PastBatches } from './past-batches.ts';
import { PersonalCodes } from './personal-codes.ts';
import { PossibleCoupons } from './possible-coupons.ts';
import { PersonalCouponCodes } from './personal-coupon-codes.repository.ts';
import { SealedCodes } from './sealed-codes.ts';
import { FailedImports } from './failed-imports.ts';
import { SweepCodeErrorsJob } from './sweep-code-errors.job.ts';
import { SweepCodeFilesJob } from './sweep-code-files.job.ts';
import { UploadFiles } from './upload-files.ts';
import { UsedCodes } from './used-codes.ts';
import { UniqueCodesRepository } from './unique-codes.repository.ts';

@Module({
  imports: [TypeOrmModule.forFeature([CouponEntity]), ClubModule, DiscountsModule, FactsModule, SalesModule],
  controllers: [CouponsController, CouponBatchesController, ImportedCodesController, PersonalCodesController],
  providers: [
    BatchBooks,
    BatchFiles,
    CodeHolds,
    CodeRevocations,
    CodeImport,
    CodeImportsRepository,
    CodeMaking,
    CodeParticipant,
    CodeUploads,
    CouponBatches,
    CouponBatchesRepository,
    CouponBudgets,
    CouponCodes,
    CouponSetsAndCategories,
    Coupons,
    CouponsRepository,
    ImportCouponCodesJob,
    LiveCoupons,
    MakeCouponCodesJob,
    OwnCoupons,
    IssuedCoupons,
    PastBatches,
    PersonalCodes,
    PossibleCoupons,
    PersonalCodesRepository,
    PersonalCouponCodes,
    SealedCodes,
    SweepCodeErrorsJob,
    SweepCodeFilesJob,
    FailedImports,
    UniqueCodesRepository,
    UploadFiles,
    UsedCodes,
  ],
  exports: [
    CodeHolds,
    CodeRevocations,
    CouponBatches,
    CouponCodes,
    Coupons,
    PastBatches,
    PersonalCodes,
    UsedCodes,
  ],
})
export class CouponsModule {}
