import { Controller } from '@nestjs/common';
import { getOverview, type Overview } from '@regulars/contracts';
import { boundTo, type Actor } from '../../platform/actor.ts';
import { Contract, CurrentActor, Input, type InputOf } from '../../platform/http/contract.ts';
import { OverviewFigures } from './overview.ts';

@Controller()
export class OverviewController {
  constructor(private readonly figures: OverviewFigures) {}

  @Contract(getOverview)
  async show(
    @Input() { query }: InputOf<typeof getOverview>,
    @CurrentActor() actor: Actor,
  ): Promise<Overview> {
    return this.figures.of(query.days, boundTo(actor));
  }
}
