import { Module } from '@nestjs/common';
import { ClubModule } from '../club/index.ts';
import { IdentityModule } from '../identity/index.ts';
import { StaffModule } from '../staff/index.ts';
import { DemoSignInsController } from './demo-sign-ins.controller.ts';
import { DemoSignIns } from './demo-sign-ins.ts';
import { FirstAdmin } from './first-admin.ts';
import { FirstLook } from './first-look.ts';
import { FirstPeopleController } from './first-people.controller.ts';
import { SetupController } from './setup.controller.ts';
import { SetupLink } from './setup-link.ts';
import { SetupRepository } from './setup.repository.ts';

@Module({
  imports: [ClubModule, IdentityModule, StaffModule],
  controllers: [SetupController, FirstPeopleController, DemoSignInsController],
  providers: [DemoSignIns, FirstAdmin, FirstLook, SetupLink, SetupRepository],
})
export class SetupModule {}
