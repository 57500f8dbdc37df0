import { Controller } from '@nestjs/common';
import { getCoverage, getOverview, type Coverage, type Overview } from '@regulars/contracts';
import { boundTo, type Actor } from '../../platform/actor.ts';
import { Contract, CurrentActor, Input, type InputOf } from '../../platform/http/contract.ts';
import { CoverageFigures } from './coverage.ts';
import { OverviewFigures } from './overview.ts';

@Controller()
export class OverviewController {
  constructor(
    private readonly figures: OverviewFigures,
    private readonly coverage: CoverageFigures,
  ) {}

  @Contract(getOverview)
  async show(
    @Input() { query }: InputOf<typeof getOverview>,
    @CurrentActor() actor: Actor,
  ): Promise<Overview> {
    return this.figures.of(query.days, boundTo(actor));
  }

  @Contract(getCoverage)
  async showCoverage(): Promise<Coverage> {
    return this.coverage.show();
  }
}
