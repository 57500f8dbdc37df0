import { Module } from '@nestjs/common';
import { ClubModule } from '../club/index.ts';
import { IdentityModule } from '../identity/index.ts';
import { StaffModule } from '../staff/index.ts';
import { SetupController } from './setup.controller.ts';
import { SetupRepository } from './setup.repository.ts';
import { Setup } from './setup.ts';

@Module({
  imports: [ClubModule, IdentityModule, StaffModule],
  controllers: [SetupController],
  providers: [Setup, SetupRepository],
})
export class SetupModule {}
