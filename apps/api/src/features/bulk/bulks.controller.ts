import { Controller } from '@nestjs/common';
import {
  checkMemberList,
  getMemberBulk,
  listBulkRefusals,
  listBulkResults,
  listMemberBulks,
  runCheckedBulk,
  startMemberBulk,
  undoMemberBulk,
  type MemberBulk,
  type ReplyOf,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Contract, CurrentActor, Input, type InputOf } from '../../platform/http/contract.ts';
import { BulkBooks } from './bulk-books.service.ts';
import { BulkUndos } from './bulk-undos.service.ts';
import { Bulks } from './bulks.service.ts';
import { ListedMembers } from './listed-members.ts';

@Controller()
export class BulksController {
  constructor(
    private readonly bulks: Bulks,
    private readonly books: BulkBooks,
    private readonly undos: BulkUndos,
    private readonly listed: ListedMembers,
  ) {}

  @Contract(checkMemberList)
  async check(
    @Input() { body }: InputOf<typeof checkMemberList>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof checkMemberList>> {
    return this.listed.check(actor, body.list);
  }

  @Contract(startMemberBulk)
  async start(
    @Input() { body }: InputOf<typeof startMemberBulk>,
    @CurrentActor() actor: Actor,
  ): Promise<MemberBulk> {
    return this.books.byId(actor, await this.bulks.start(actor, body));
  }

  @Contract(runCheckedBulk)
  async run(
    @Input() { params }: InputOf<typeof runCheckedBulk>,
    @CurrentActor() actor: Actor,
  ): Promise<MemberBulk> {
    return this.books.byId(actor, await this.bulks.run(actor, params.id));
  }

  @Contract(undoMemberBulk)
  async undo(
    @Input() { params, body }: InputOf<typeof undoMemberBulk>,
    @CurrentActor() actor: Actor,
  ): Promise<MemberBulk> {
    return this.books.byId(actor, await this.undos.start(actor, params.id, body));
  }

  @Contract(listMemberBulks)
  async list(
    @Input() { query }: InputOf<typeof listMemberBulks>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof listMemberBulks>> {
    return this.books.list(actor, query);
  }

  @Contract(getMemberBulk)
  async show(
    @Input() { params }: InputOf<typeof getMemberBulk>,
    @CurrentActor() actor: Actor,
  ): Promise<MemberBulk> {
    return this.books.byId(actor, params.id);
  }

  @Contract(listBulkResults)
  async results(
    @Input() { params, query }: InputOf<typeof listBulkResults>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof listBulkResults>> {
    return this.books.results(actor, params.id, query);
  }

  @Contract(listBulkRefusals)
  async refusals(
    @Input() { params, query }: InputOf<typeof listBulkRefusals>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof listBulkRefusals>> {
    return this.books.refusals(actor, params.id, query);
  }
}
