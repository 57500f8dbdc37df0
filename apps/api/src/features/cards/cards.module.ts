import { Module } from '@nestjs/common';
import { MembersModule } from '../members/index.ts';
import { CardsController } from './cards.controller.ts';
import { CardsOfMembers } from './cards-of-members.ts';
import { CardsRepository } from './cards.repository.ts';
import { Cards } from './cards.ts';

@Module({
  imports: [MembersModule],
  controllers: [CardsController],
  providers: [Cards, CardsOfMembers, CardsRepository],
  exports: [Cards],
})
export class CardsModule {}
