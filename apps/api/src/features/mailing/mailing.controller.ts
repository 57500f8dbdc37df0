import { Controller } from '@nestjs/common';
import { getMail, listMails, type ReplyOf } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Contract, CurrentActor, Input, type InputOf } from '../../platform/http/contract.ts';
import { KeptMails } from './kept-mails.ts';

@Controller()
export class MailingController {
  constructor(private readonly mails: KeptMails) {}

  @Contract(listMails)
  async list(
    @Input() { query }: InputOf<typeof listMails>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof listMails>> {
    return this.mails.list(actor, query);
  }

  @Contract(getMail)
  async show(
    @Input() { params }: InputOf<typeof getMail>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof getMail>> {
    return this.mails.read(actor, params.id);
  }
}
