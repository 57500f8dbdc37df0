import { Controller } from '@nestjs/common';
import { listOpportunities, listOwnOpportunities, type Opportunity, type ReplyOf } from '@regulars/contracts';
import { Contract, CurrentMember, Input, type InputOf } from '../../platform/http/contract.ts';
import { Opportunities } from './opportunities.ts';

@Controller()
export class OpportunitiesController {
  constructor(private readonly opportunities: Opportunities) {}

  @Contract(listOpportunities)
  async ofMember(
    @Input() { params }: InputOf<typeof listOpportunities>,
  ): Promise<ReplyOf<typeof listOpportunities>> {
    return listed(await this.opportunities.of(params.id));
  }

  @Contract(listOwnOpportunities)
  async own(@CurrentMember() memberId: string): Promise<ReplyOf<typeof listOwnOpportunities>> {
    return listed(await this.opportunities.of(memberId));
  }
}

/** A club has few live rules, so they are one page. */
const listed = (data: Opportunity[]): ReplyOf<typeof listOpportunities> => ({ data, cursor: { next: null } });
