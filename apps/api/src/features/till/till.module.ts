import { Module } from '@nestjs/common';
import { CardsModule } from '../cards/index.ts';
import { IdentityModule } from '../identity/index.ts';
import { PointsModule } from '../points/index.ts';
import { RewardsModule } from '../rewards/index.ts';
import { TiersModule } from '../tiers/index.ts';
import { TillController } from './till.controller.ts';
import { TillRepository } from './till.repository.ts';
import { Till } from './till.ts';

@Module({
  imports: [CardsModule, IdentityModule, PointsModule, RewardsModule, TiersModule],
  controllers: [TillController],
  providers: [Till, TillRepository],
})
export class TillModule {}
