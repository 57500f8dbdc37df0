import { Controller } from '@nestjs/common';
import {
  issuePersonalCode,
  listPersonalCodes,
  revokePersonalCode,
  type PersonalCode,
  type ReplyOf,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Contract, CurrentActor, Input, type InputOf } from '../../platform/http/contract.ts';
import { CodeRevocations } from './code-revocations.ts';
import { PersonalCodes } from './personal-codes.ts';

@Controller()
export class PersonalCodesController {
  constructor(
    private readonly codes: PersonalCodes,
    private readonly revocations: CodeRevocations,
  ) {}

  @Contract(issuePersonalCode)
  async issue(
    @Input() { params, body }: InputOf<typeof issuePersonalCode>,
    @CurrentActor() actor: Actor,
  ): Promise<PersonalCode> {
    return this.codes.issue(actor, params.id, body);
  }

  @Contract(listPersonalCodes)
  async list(
    @Input() { params, query }: InputOf<typeof listPersonalCodes>,
  ): Promise<ReplyOf<typeof listPersonalCodes>> {
    return this.codes.list(params.id, query);
  }

  @Contract(revokePersonalCode)
  async revoke(
    @Input() { params }: InputOf<typeof revokePersonalCode>,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.revocations.revoke(actor, params.id, params.codeId);
  }
}
