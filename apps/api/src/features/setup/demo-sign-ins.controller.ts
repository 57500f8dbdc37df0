import { Controller } from '@nestjs/common';
import { getDemoSignIns, revokeDemoSignIns, type ReplyOf } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Contract, CurrentActor } from '../../platform/http/contract.ts';
import { DemoSignIns } from './demo-sign-ins.ts';

@Controller()
export class DemoSignInsController {
  constructor(private readonly signIns: DemoSignIns) {}

  @Contract(getDemoSignIns)
  async show(): Promise<ReplyOf<typeof getDemoSignIns>> {
    return { due: await this.signIns.areDue() };
  }

  @Contract(revokeDemoSignIns)
  async revoke(@CurrentActor() actor: Actor): Promise<ReplyOf<typeof revokeDemoSignIns>> {
    const { emails, keys } = await this.signIns.revoke(actor);
    return { emails: [...emails], keys };
  }
}
