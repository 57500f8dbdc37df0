import { Controller } from '@nestjs/common';
import { listConditionFacts, type ReplyOf } from '@regulars/contracts';
import { Contract, Input, type InputOf } from '../../platform/http/contract.ts';
import { factCatalogue } from './fact-catalogue.ts';

@Controller()
export class ConditionFactsController {
  @Contract(listConditionFacts)
  async list(
    @Input() { query }: InputOf<typeof listConditionFacts>,
  ): Promise<ReplyOf<typeof listConditionFacts>> {
    return { data: factCatalogue(query.for), cursor: { next: null } };
  }
}
