import { Module } from '@nestjs/common';
import { MailTemplates } from '../../platform/mail/index.ts';
import { ClubModule } from '../club/index.ts';
import { MembersModule } from '../members/index.ts';
import { CardRenewal } from './card-renewal.ts';
import { CardsController } from './cards.controller.ts';
import { CardsOfMembers } from './cards-of-members.ts';
import { CardsRepository } from './cards.repository.ts';
import { Cards } from './cards.ts';
import { LossNotice } from './loss-notice.ts';
import { LostCards } from './lost-cards.ts';
import { cardsMails } from './mails/index.ts';
import { PersonalCards } from './personal-cards.repository.ts';

@Module({
  imports: [ClubModule, MembersModule],
  controllers: [CardsController],
  providers: [PersonalCards, CardRenewal, Cards, CardsOfMembers, CardsRepository, LossNotice, LostCards],
  exports: [CardRenewal, Cards, LostCards],
})
export class CardsModule {
  constructor(templates: MailTemplates) {
    templates.register(cardsMails);
  }
}
