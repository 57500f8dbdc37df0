import { Controller } from '@nestjs/common';
import { getOfferPerformance, type OfferPerformance } from '@regulars/contracts';
import { Contract, Input, type InputOf } from '../../platform/http/contract.ts';
import { OfferReports } from './offer-reports.ts';

@Controller()
export class OfferReportsController {
  constructor(private readonly reports: OfferReports) {}

  @Contract(getOfferPerformance)
  async report(@Input() { params }: InputOf<typeof getOfferPerformance>): Promise<OfferPerformance> {
    return this.reports.of(params.id);
  }
}
