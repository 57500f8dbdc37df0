import { Controller } from '@nestjs/common';
import {
  getOwnScoreFigures,
  previewOwnScore,
  type OwnScoreExample,
  type OwnScoreFigures as Figures,
} from '@regulars/contracts';
import { Contract, Input, type InputOf } from '../../platform/http/contract.ts';
import { OwnScoreExamples } from './own-score-examples.ts';
import { OwnScoreFigures } from './own-score-figures.ts';

@Controller()
export class OwnScoresController {
  constructor(
    private readonly examples: OwnScoreExamples,
    private readonly figures: OwnScoreFigures,
  ) {}

  @Contract(previewOwnScore)
  async preview(@Input() { body }: InputOf<typeof previewOwnScore>): Promise<OwnScoreExample> {
    return this.examples.of(body);
  }

  @Contract(getOwnScoreFigures)
  async show(@Input() { params }: InputOf<typeof getOwnScoreFigures>): Promise<Figures> {
    return this.figures.of(params.key);
  }
}
