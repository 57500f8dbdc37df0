import { Controller } from '@nestjs/common';
import { getRuleTrial, type RuleTrial } from '@regulars/contracts';
import { Contract, Input, type InputOf } from '../../platform/http/contract.ts';
import { TrialReports } from './trial-reports.ts';

@Controller()
export class TrialReportsController {
  constructor(private readonly reports: TrialReports) {}

  @Contract(getRuleTrial)
  async report(@Input() { params }: InputOf<typeof getRuleTrial>): Promise<RuleTrial> {
    return this.reports.of(params.id);
  }
}
