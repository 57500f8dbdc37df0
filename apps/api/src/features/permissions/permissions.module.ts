import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClubModule } from '../club/index.ts';
import { LegalModule } from '../legal/index.ts';
import { MembersModule } from '../members/index.ts';
import { Customers } from './customers.ts';
import { PermissionSettingsEntity } from './entities/permission-settings.entity.ts';
import { MailPermissions } from './mail-permissions.ts';
import { PermissionSettingsRepository } from './permission-settings.repository.ts';
import { PermissionSettings } from './permission-settings.ts';
import { PermissionsController } from './permissions.controller.ts';
import { Permissions } from './permissions.ts';

@Module({
  imports: [TypeOrmModule.forFeature([PermissionSettingsEntity]), ClubModule, LegalModule, MembersModule],
  controllers: [PermissionsController],
  providers: [Customers, MailPermissions, Permissions, PermissionSettings, PermissionSettingsRepository],
  exports: [Customers],
})
export class PermissionsModule {}
