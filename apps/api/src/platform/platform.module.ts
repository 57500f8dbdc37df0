// In the database: audit_entries, idempotency_keys, outbox, event_log, events, event_relay, event_consumers,
//   event_failures, mails, sql_functions, coupon_code_key, refuse_change().
// For the SQL of others: outbox, audit_entries, without_words(), refuse_change().
import { Global, Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, DiscoveryModule } from '@nestjs/core';
import { TerminusModule } from '@nestjs/terminus';
import { TypeOrmModule } from '@nestjs/typeorm';
import { configToken, type Config } from '../config.ts';
import { AuditTrail } from './audit.ts';
import { AuditedCalls } from './audited-calls.ts';
import { Clock } from './clock.ts';
import { CodeKeyCheck } from './codes/code-key-check.ts';
import { CodeKey } from './codes/code-key.ts';
import { CodeKeysRepository } from './codes/code-keys.repository.ts';
import { KeyedCodes } from './codes/keyed-codes.ts';
import { requestSource } from './database/data-source.ts';
import { Transactions } from './database/transactions.ts';
import { LiveController } from './events/live.controller.ts';
import { LiveEvents } from './events/live.ts';
import { Outbox } from './events/outbox.ts';
import { PersonalEvents } from './events/personal-events.repository.ts';
import { Relay } from './events/relay.ts';
import { Streams } from './events/streams.ts';
import { EventMonths } from './events/event-months.ts';
import { KeepEventMonthsJob } from './events/keep-event-months.job.ts';
import { EventFailuresController } from './events/subscriptions/event-failures.controller.ts';
import { subscriptionParts } from './events/subscriptions/index.ts';
import { PictureDesk } from './files/picture-desk.ts';
import { HealthController } from './health.controller.ts';
import { AccessGuard } from './http/access.guard.ts';
import { CallerPace } from './http/caller-pace.ts';
import { CrossOrigins } from './http/cross-origins.ts';
import { Callers } from './http/callers.ts';
import { LeadingIds } from './http/leading-ids.ts';
import { ContractInterceptor } from './http/contract.interceptor.ts';
import { ForgetRepliesJob } from './http/forget-replies.job.ts';
import { Idempotency } from './http/idempotency.ts';
import { ExportSources } from './exports/export-sources.ts';
import { PersonalReplies } from './http/personal-replies.repository.ts';
import { ProblemFilter } from './http/problem.filter.ts';
import { ReaderLanguage } from './http/reader-language.ts';
import { Routes } from './http/routes.ts';
import { WalletOwners } from './http/wallet-owners.ts';
import { WalletTurns } from './http/wallet-turns.ts';
import { Jobs } from './jobs/jobs.ts';
import { PersonalJobs } from './jobs/personal-jobs.repository.ts';
import { mailParts } from './mail/index.ts';
import { Metrics } from './metrics.ts';
import { Names } from './names.ts';
import { MemberRows } from './privacy/member-rows.repository.ts';
import { PersonalData } from './privacy/personal-data.ts';
import { Reach } from './reach.ts';

const shared = [
  Transactions,
  Outbox,
  Relay,
  LiveEvents,
  ...subscriptionParts,
  EventMonths,
  KeepEventMonthsJob,
  ForgetRepliesJob,
  Streams,
  AuditTrail,
  AuditedCalls,
  Names,
  ExportSources,
  Idempotency,
  WalletOwners,
  WalletTurns,
  CallerPace,
  CrossOrigins,
  Callers,
  LeadingIds,
  CodeKey,
  CodeKeyCheck,
  CodeKeysRepository,
  KeyedCodes,
  Jobs,
  Metrics,
  ReaderLanguage,
  Routes,
  MemberRows,
  PersonalData,
  PersonalEvents,
  PersonalJobs,
  PersonalReplies,
  PictureDesk,
  Reach,
  ...mailParts,
];

/** The base of every feature: database, time, events, jobs, audit, HTTP conventions. */
@Global()
@Module({})
export class PlatformModule {
  static forRoot(config: Config, clock: Clock): DynamicModule {
    return {
      module: PlatformModule,
      imports: [
        DiscoveryModule,
        TerminusModule,
        TypeOrmModule.forRoot({
          ...requestSource(config),
          autoLoadEntities: true,
          retryAttempts: 5,
          retryDelay: 500,
        }),
      ],
      controllers: [HealthController, LiveController, EventFailuresController],
      providers: [
        { provide: configToken, useValue: config },
        { provide: Clock, useValue: clock },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_GUARD, useExisting: CallerPace },
        { provide: APP_INTERCEPTOR, useClass: ContractInterceptor },
        { provide: APP_FILTER, useClass: ProblemFilter },
        ...shared,
      ],
      exports: [configToken, Clock, ...shared],
    };
  }
}
