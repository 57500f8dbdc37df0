import { Module } from '@nestjs/common';
import { ConsentsRepository } from './consents.repository.ts';
import { MemberContributors } from './contributors.ts';
import { MembersRepository } from './members.repository.ts';
import { Members } from './members.ts';

@Module({
  providers: [ConsentsRepository, MemberContributors, Members, MembersRepository],
  exports: [MemberContributors, Members],
})
export class MembersModule {}
