import { Controller } from '@nestjs/common';
import {
  appealDecision,
  blockAuthor,
  endMemberBlock,
  getOwnDecision,
  getWritingProof,
  listMemberBlocks,
  reportComment,
  reportPost,
  type MemberBlock,
  type OwnDecision,
  type ReplyOf,
} from '@regulars/contracts';
import { Contract, CurrentMember, Input, type InputOf } from '../../platform/http/contract.ts';
import { Appeals } from './appeals.ts';
import { OwnModeration } from './own-moderation.ts';
import { ProofCheck } from './proof-check.ts';

@Controller()
export class OwnModerationController {
  constructor(
    private readonly own: OwnModeration,
    private readonly appeals: Appeals,
    private readonly proofs: ProofCheck,
  ) {}

  @Contract(reportPost)
  async reportPost(
    @Input() { params, body }: InputOf<typeof reportPost>,
    @CurrentMember() memberId: string,
  ): Promise<void> {
    return this.own.report(memberId, { kind: 'post', id: params.id }, body);
  }

  @Contract(reportComment)
  async reportComment(
    @Input() { params, body }: InputOf<typeof reportComment>,
    @CurrentMember() memberId: string,
  ): Promise<void> {
    return this.own.report(memberId, { kind: 'comment', id: params.id }, body);
  }

  @Contract(getOwnDecision)
  async decision(
    @Input() { params }: InputOf<typeof getOwnDecision>,
    @CurrentMember() memberId: string,
  ): Promise<OwnDecision> {
    return this.appeals.own(memberId, params.id);
  }

  @Contract(appealDecision)
  async appeal(
    @Input() { params, body }: InputOf<typeof appealDecision>,
    @CurrentMember() memberId: string,
  ): Promise<OwnDecision> {
    return this.appeals.appeal(memberId, params.id, body.text);
  }

  @Contract(getWritingProof)
  async proof(@CurrentMember() memberId: string): Promise<ReplyOf<typeof getWritingProof>> {
    return { challenge: await this.proofs.challenge(memberId) };
  }

  @Contract(listMemberBlocks)
  async blocks(@CurrentMember() memberId: string): Promise<ReplyOf<typeof listMemberBlocks>> {
    return { data: await this.own.listBlocks(memberId), cursor: { next: null } };
  }

  @Contract(blockAuthor)
  async block(
    @Input() { body }: InputOf<typeof blockAuthor>,
    @CurrentMember() memberId: string,
  ): Promise<MemberBlock> {
    return this.own.block(memberId, body);
  }

  @Contract(endMemberBlock)
  async unblock(
    @Input() { params }: InputOf<typeof endMemberBlock>,
    @CurrentMember() memberId: string,
  ): Promise<void> {
    return this.own.unblock(memberId, params.id);
  }
}
