import { Module } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { AccountsRepository } from './accounts.repository.ts';
import { Accounts } from './accounts.ts';
import { ApiKeyStrategy } from './api-key.strategy.ts';
import { ApiKeysController } from './api-keys.controller.ts';
import { ApiKeysRepository } from './api-keys.repository.ts';
import { ApiKeysService } from './api-keys.service.ts';
import { Attempts } from './attempts.ts';
import { LocalStrategy } from './local.strategy.ts';
import { SessionStrategy } from './session.strategy.ts';
import { SessionsController } from './sessions.controller.ts';
import { SessionsRepository } from './sessions.repository.ts';
import { SessionsService } from './sessions.service.ts';

@Module({
  imports: [PassportModule.register({ session: false })],
  controllers: [SessionsController, ApiKeysController],
  providers: [
    Accounts,
    AccountsRepository,
    ApiKeysRepository,
    ApiKeysService,
    ApiKeyStrategy,
    Attempts,
    LocalStrategy,
    SessionStrategy,
    SessionsRepository,
    SessionsService,
  ],
  exports: [Accounts, ApiKeysService, Attempts, SessionsService],
})
export class IdentityModule {}
