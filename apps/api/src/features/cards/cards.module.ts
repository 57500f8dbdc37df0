import { Module } from '@nestjs/common';
import { MembersModule } from '../members/index.ts';
import { CardsController } from './cards.controller.ts';
import { CardsOfMembers } from './cards-of-members.ts';
import { CardsRepository } from './cards.repository.ts';
import { Cards } from './cards.ts';
import { PersonalCards } from './personal-cards.repository.ts';

@Module({
  imports: [MembersModule],
  controllers: [CardsController],
  providers: [PersonalCards, Cards, CardsOfMembers, CardsRepository],
  exports: [Cards],
})
export class CardsModule {}
