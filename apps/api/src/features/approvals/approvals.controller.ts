import { Controller } from '@nestjs/common';
import {
  approveApproval,
  changeApprovalLimits,
  getApproval,
  getApprovalSettings,
  listApprovals,
  makeApprovalCodes,
  refuseApproval,
  withdrawApproval,
  type Approval,
  type ApprovalSettings,
  type ReplyOf,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Contract, CurrentActor, Input, type InputOf } from '../../platform/http/contract.ts';
import { Waiting } from '../../platform/http/waiting.ts';
import { Limits } from './approval-limits.ts';
import { Approvals } from './approvals.ts';
import { Decisions } from './decisions.ts';
import { RecoveryCodes } from './recovery-codes.ts';

@Controller()
export class ApprovalsController {
  constructor(
    private readonly approvals: Approvals,
    private readonly decisions: Decisions,
    private readonly limits: Limits,
    private readonly codes: RecoveryCodes,
  ) {}

  @Contract(listApprovals)
  async list(
    @Input() { query }: InputOf<typeof listApprovals>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof listApprovals>> {
    return this.approvals.list(actor, query);
  }

  @Contract(getApproval)
  async show(
    @Input() { params }: InputOf<typeof getApproval>,
    @CurrentActor() actor: Actor,
  ): Promise<Approval> {
    return this.approvals.byId(actor, params.id);
  }

  @Contract(approveApproval)
  async approve(
    @Input() { params, body }: InputOf<typeof approveApproval>,
    @CurrentActor() actor: Actor,
  ): Promise<Approval> {
    return this.decisions.approve(actor, params.id, body.code);
  }

  @Contract(refuseApproval)
  async refuse(
    @Input() { params, body }: InputOf<typeof refuseApproval>,
    @CurrentActor() actor: Actor,
  ): Promise<Approval> {
    return this.decisions.refuse(actor, params.id, body.reason);
  }

  @Contract(withdrawApproval)
  async withdraw(
    @Input() { params }: InputOf<typeof withdrawApproval>,
    @CurrentActor() actor: Actor,
  ): Promise<Approval> {
    return this.decisions.withdraw(actor, params.id);
  }

  @Contract(getApprovalSettings)
  async settings(@CurrentActor() actor: Actor): Promise<ApprovalSettings> {
    return this.limits.settings(actor);
  }

  @Contract(changeApprovalLimits)
  async changeLimits(
    @Input() { body }: InputOf<typeof changeApprovalLimits>,
    @CurrentActor() actor: Actor,
  ): Promise<ApprovalSettings | Waiting<Approval>> {
    const waiting = await this.limits.change(actor, body);
    return waiting ? new Waiting(waiting) : this.limits.settings(actor);
  }

  @Contract(makeApprovalCodes)
  async makeCodes(
    @Input() { body }: InputOf<typeof makeApprovalCodes>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof makeApprovalCodes>> {
    return { codes: await this.codes.make(actor, body.password) };
  }
}
