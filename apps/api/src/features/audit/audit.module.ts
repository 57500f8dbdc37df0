import { Module } from '@nestjs/common';
import { AuditedCalls } from '../../platform/audited-calls.ts';
import { ClubModule } from '../club/index.ts';
import { AuditController } from './audit.controller.ts';
import { AuditLog } from './audit-log.ts';
import { AuditRepository } from './audit.repository.ts';
import { auditCoverage } from './coverage.ts';
import { PersonalAudit } from './personal-audit.repository.ts';
import { ExportedAudit } from './exported-audit.ts';

@Module({
  imports: [ClubModule],
  controllers: [AuditController],
  providers: [ExportedAudit, PersonalAudit, AuditLog, AuditRepository],
})
export class AuditModule {
  constructor(calls: AuditedCalls) {
    for (const [endpoint, coverage] of Object.entries(auditCoverage))
      if (coverage.by === 'call') calls.register(endpoint, coverage.tell);
  }
}
