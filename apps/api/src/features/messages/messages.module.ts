import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/index.ts';
import { MembersModule } from '../members/index.ts';
import { MessagesController } from './messages.controller.ts';
import { Messages } from './messages.ts';

@Module({
  imports: [IdentityModule, MembersModule],
  controllers: [MessagesController],
  providers: [Messages],
})
export class MessagesModule {}
