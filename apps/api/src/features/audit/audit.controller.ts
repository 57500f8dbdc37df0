import { Controller } from '@nestjs/common';
import { listAuditEntries, type ReplyOf } from '@regulars/contracts';
import { Contract, Input, type InputOf } from '../../platform/http/contract.ts';
import { AuditLog } from './audit-log.ts';

@Controller()
export class AuditController {
  constructor(private readonly log: AuditLog) {}

  @Contract(listAuditEntries)
  async list(
    @Input() { query }: InputOf<typeof listAuditEntries>,
  ): Promise<ReplyOf<typeof listAuditEntries>> {
    return this.log.list(query);
  }
}
