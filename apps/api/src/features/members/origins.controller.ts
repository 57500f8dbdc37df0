import { Controller } from '@nestjs/common';
import { listMemberOrigins, type ReplyOf } from '@regulars/contracts';
import { Contract, Input, type InputOf } from '../../platform/http/contract.ts';
import { Origins } from './origins.ts';

@Controller()
export class OriginsController {
  constructor(private readonly origins: Origins) {}

  @Contract(listMemberOrigins)
  async list(
    @Input() { params }: InputOf<typeof listMemberOrigins>,
  ): Promise<ReplyOf<typeof listMemberOrigins>> {
    return { data: await this.origins.of(params.id), cursor: { next: null } };
  }
}
