import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClubModule } from '../club/index.ts';
import { IdentityModule } from '../identity/index.ts';
import { MembersModule } from '../members/index.ts';
import { PrivacySettingsEntity } from './entities/privacy-settings.entity.ts';
import { EraseMembersJob } from './erase-members.job.ts';
import { ErasureList } from './erasure-list.ts';
import { ErasureTrail } from './erasure-trail.ts';
import { ErasureStates } from './erasure-states.ts';
import { Erasures } from './erasures.ts';
import { Keyring } from './keyring.ts';
import { PrivacyChoices } from './privacy-choices.ts';
import { PrivacyController } from './privacy.controller.ts';
import { PrivacySettingsRepository } from './privacy-settings.repository.ts';
import { RetainedRecordsRepository } from './retained-records.repository.ts';
import { RetainedRecords } from './retained-records.ts';

@Module({
  imports: [TypeOrmModule.forFeature([PrivacySettingsEntity]), ClubModule, IdentityModule, MembersModule],
  controllers: [PrivacyController],
  providers: [
    EraseMembersJob,
    ErasureList,
    Erasures,
    ErasureStates,
    ErasureTrail,
    Keyring,
    PrivacyChoices,
    PrivacySettingsRepository,
    RetainedRecords,
    RetainedRecordsRepository,
  ],
})
export class PrivacyModule {}
