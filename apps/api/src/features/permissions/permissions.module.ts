import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClubModule } from '../club/index.ts';
import { IdentityModule } from '../identity/index.ts';
import { LegalModule } from '../legal/index.ts';
import { MembersModule } from '../members/index.ts';
import { ContactLimits } from './contact-limits.ts';
import { Customers } from './customers.ts';
import { EcgListController } from './ecg-list.controller.ts';
import { EcgListRepository } from './ecg-list.repository.ts';
import { EcgList } from './ecg-list.ts';
import { ExportedSuppressions } from './exported-suppressions.ts';
import { PermissionSettingsEntity } from './entities/permission-settings.entity.ts';
import { HomeZones } from './home-zones.ts';
import { MailPermissions } from './mail-permissions.ts';
import { MessagesInTimelines } from './messages-in-timelines.ts';
import { PermissionSettingsRepository } from './permission-settings.repository.ts';
import { PermissionSettings } from './permission-settings.ts';
import { PermissionsController } from './permissions.controller.ts';
import { Permissions } from './permissions.ts';
import { PersonalSuppressions } from './personal-suppressions.ts';
import { PreferenceLinks } from './preference-links.ts';
import { PreferencesController } from './preferences.controller.ts';
import { Preferences } from './preferences.ts';
import { ProvedAddresses } from './proved-addresses.ts';
import { SuppressionList } from './suppression-list.ts';
import { SuppressionsController } from './suppressions.controller.ts';
import { SuppressionsRepository } from './suppressions.repository.ts';
import { Suppressions } from './suppressions.ts';

@Module({
  imports: [
    TypeOrmModule.forFeature([PermissionSettingsEntity]),
    ClubModule,
    IdentityModule,
    LegalModule,
    MembersModule,
  ],
  controllers: [EcgListController, PermissionsController, PreferencesController, SuppressionsController],
  providers: [
    ContactLimits,
    Customers,
    EcgList,
    EcgListRepository,
    ExportedSuppressions,
    HomeZones,
    MailPermissions,
    MessagesInTimelines,
    Permissions,
    PermissionSettings,
    PermissionSettingsRepository,
    PersonalSuppressions,
    PreferenceLinks,
    Preferences,
    ProvedAddresses,
    SuppressionList,
    Suppressions,
    SuppressionsRepository,
  ],
  exports: [Customers, HomeZones, Permissions],
})
export class PermissionsModule {}
