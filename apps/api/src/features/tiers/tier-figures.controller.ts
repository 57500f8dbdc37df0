import { Controller } from '@nestjs/common';
import { getTierFigures, type ReplyOf } from '@regulars/contracts';
import { Contract } from '../../platform/http/contract.ts';
import { TierFiguresService } from './tier-figures.ts';

@Controller()
export class TierFiguresController {
  constructor(private readonly figures: TierFiguresService) {}

  @Contract(getTierFigures)
  async count(): Promise<ReplyOf<typeof getTierFigures>> {
    return this.figures.count();
  }
}
