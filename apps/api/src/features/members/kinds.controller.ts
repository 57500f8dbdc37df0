import { Controller } from '@nestjs/common';
import { getMemberKind, setMemberKind, type KindOfMember } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Contract, CurrentActor, Input, type InputOf } from '../../platform/http/contract.ts';
import { MemberKinds } from './kinds.ts';

@Controller()
export class KindsController {
  constructor(private readonly kinds: MemberKinds) {}

  @Contract(getMemberKind)
  async show(@Input() { params }: InputOf<typeof getMemberKind>): Promise<KindOfMember> {
    return this.kinds.of(params.id);
  }

  @Contract(setMemberKind)
  async set(
    @Input() { params, body }: InputOf<typeof setMemberKind>,
    @CurrentActor() actor: Actor,
  ): Promise<KindOfMember> {
    return this.kinds.set(actor, params.id, body);
  }
}
