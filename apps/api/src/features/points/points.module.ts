import { Module } from '@nestjs/common';
import { ClubModule } from '../club/index.ts';
import { Points } from './points.service.ts';
import { WalletsRepository } from './wallets.repository.ts';

@Module({
  imports: [ClubModule],
  providers: [Points, WalletsRepository],
  exports: [Points],
})
export class PointsModule {}
