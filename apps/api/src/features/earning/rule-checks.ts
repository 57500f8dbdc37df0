import { Injectable } from '@nestjs/common';
import type { RuleWarning, RuleWork } from '@regulars/contracts';
import type { RuleRecord } from './earning-rules.service.ts';
import { RuleRoom } from './rule-room.ts';
import { RuleWarnings } from './rule-warnings.ts';

/** What a manager should know of a rule before it is published. */
@Injectable()
export class RuleChecks {
  constructor(
    private readonly warnings: RuleWarnings,
    private readonly room: RuleRoom,
  ) {}

  async of(rule: RuleRecord): Promise<{ warnings: RuleWarning[]; work: RuleWork | null }> {
    return { warnings: await this.warnings.of(rule), work: await this.room.workOf(rule) };
  }
}
