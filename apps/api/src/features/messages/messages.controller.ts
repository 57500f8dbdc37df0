import { Controller } from '@nestjs/common';
import { listMemberMessages, type ReplyOf } from '@regulars/contracts';
import { Contract, Input, type InputOf } from '../../platform/http/contract.ts';
import { Messages } from './messages.ts';

@Controller()
export class MessagesController {
  constructor(private readonly messages: Messages) {}

  @Contract(listMemberMessages)
  async list(
    @Input() { params, query }: InputOf<typeof listMemberMessages>,
  ): Promise<ReplyOf<typeof listMemberMessages>> {
    return this.messages.of(params.id, query);
  }
}
