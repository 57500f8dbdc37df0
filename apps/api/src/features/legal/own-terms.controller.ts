import { Controller } from '@nestjs/common';
import {
  acceptTerms,
  getOwnTerms,
  getTermsAcceptance,
  type OwnTerms,
  type ReplyOf,
} from '@regulars/contracts';
import { Contract, CurrentMember, Input, type InputOf } from '../../platform/http/contract.ts';
import { Reader } from '../club/index.ts';
import { Terms } from './terms.ts';

@Controller()
export class OwnTermsController {
  constructor(
    private readonly terms: Terms,
    private readonly reader: Reader,
  ) {}

  @Contract(getOwnTerms)
  async own(@CurrentMember() memberId: string): Promise<OwnTerms> {
    return this.terms.of(memberId);
  }

  @Contract(acceptTerms)
  async accept(
    @Input() { body }: InputOf<typeof acceptTerms>,
    @CurrentMember() memberId: string,
  ): Promise<OwnTerms> {
    const language = body.language ?? (await this.reader.wording()).language;
    return this.terms.acceptAsked(memberId, body.version, language);
  }

  @Contract(getTermsAcceptance)
  async acceptance(): Promise<ReplyOf<typeof getTermsAcceptance>> {
    return this.terms.acceptance();
  }
}
