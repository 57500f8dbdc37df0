import { Module } from '@nestjs/common';
import { AuditController } from './audit.controller.ts';
import { AuditLog } from './audit-log.ts';
import { AuditRepository } from './audit.repository.ts';

@Module({ controllers: [AuditController], providers: [AuditLog, AuditRepository] })
export class AuditModule {}
