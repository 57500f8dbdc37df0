import { Controller } from '@nestjs/common';
import { getTierFigures, type ReplyOf } from '@regulars/contracts';
import { Contract, Input, type InputOf } from '../../platform/http/contract.ts';
import { TierFiguresService } from './tier-figures.ts';

@Controller()
export class TierFiguresController {
  constructor(private readonly figures: TierFiguresService) {}

  @Contract(getTierFigures)
  async count(@Input() { query }: InputOf<typeof getTierFigures>): Promise<ReplyOf<typeof getTierFigures>> {
    return this.figures.count(query);
  }
}
