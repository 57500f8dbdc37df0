import { Controller } from '@nestjs/common';
import { getOverview, type Overview } from '@regulars/contracts';
import { Contract, Input, type InputOf } from '../../platform/http/contract.ts';
import { OverviewFigures } from './overview.ts';

@Controller()
export class OverviewController {
  constructor(private readonly figures: OverviewFigures) {}

  @Contract(getOverview)
  async show(@Input() { query }: InputOf<typeof getOverview>): Promise<Overview> {
    return this.figures.of(query.days);
  }
}
