import { Module } from '@nestjs/common';
import { CardsModule } from '../cards/index.ts';
import { IdentityModule } from '../identity/index.ts';
import { MembersModule } from '../members/index.ts';
import { PointsModule } from '../points/index.ts';
import { ReferralsModule } from '../referrals/index.ts';
import { TiersModule } from '../tiers/index.ts';
import { HomeController } from './home.controller.ts';
import { Home } from './home.ts';
import { OwnCards } from './own-cards.ts';

@Module({
  imports: [CardsModule, IdentityModule, MembersModule, PointsModule, ReferralsModule, TiersModule],
  controllers: [HomeController],
  providers: [Home, OwnCards],
})
export class HomeModule {}
