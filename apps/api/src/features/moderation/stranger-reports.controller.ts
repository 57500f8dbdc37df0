import { Controller } from '@nestjs/common';
import { getContentReportProof, reportContent, type ReplyOf } from '@regulars/contracts';
import { Contract, Input, RawRequest, type ClubRequest, type InputOf } from '../../platform/http/contract.ts';
import { limitKeyOf } from '../../platform/http/origin.ts';
import { Attempts } from '../identity/index.ts';
import { StrangerReports } from './stranger-reports.ts';

/** Reports from one address in an hour. */
const mostReports = 10;

@Controller()
export class StrangerReportsController {
  constructor(
    private readonly reports: StrangerReports,
    private readonly attempts: Attempts,
  ) {}

  @Contract(getContentReportProof)
  async proof(): Promise<ReplyOf<typeof getContentReportProof>> {
    return { challenge: await this.reports.challenge() };
  }

  @Contract(reportContent)
  async report(
    @Input() { body }: InputOf<typeof reportContent>,
    @RawRequest() request: ClubRequest,
  ): Promise<void> {
    const limit = { what: 'content-report', key: limitKeyOf(request), most: mostReports, seconds: 3600 };
    await this.attempts.countSuccess(limit, () => this.reports.report(body));
  }
}
