import { Module } from '@nestjs/common';
import { CardsModule } from '../cards/index.ts';
import { IdentityModule } from '../identity/index.ts';
import { MembersModule } from '../members/index.ts';
import { PointsModule } from '../points/index.ts';
import { TiersModule } from '../tiers/index.ts';
import { HomeController } from './home.controller.ts';
import { Home } from './home.ts';

@Module({
  imports: [CardsModule, IdentityModule, MembersModule, PointsModule, TiersModule],
  controllers: [HomeController],
  providers: [Home],
})
export class HomeModule {}
