import { Controller } from '@nestjs/common';
import {
  createEarningRule,
  getEarningRule,
  listEarningRules,
  listRulePublications,
  listRuleVersions,
  pauseEarningRule,
  publishEarningRule,
  updateEarningRule,
  withdrawEarningRule,
  type ReplyOf,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import {
  Contract,
  CurrentActor,
  ExpectedVersion,
  Input,
  type InputOf,
} from '../../platform/http/contract.ts';
import { EarningRulesService } from './earning-rules.service.ts';
import { RulePublishing } from './rule-publishing.service.ts';

@Controller()
export class EarningRulesController {
  constructor(
    private readonly rules: EarningRulesService,
    private readonly publishing: RulePublishing,
  ) {}

  @Contract(listEarningRules)
  async list(
    @Input() { query }: InputOf<typeof listEarningRules>,
  ): Promise<ReplyOf<typeof listEarningRules>> {
    return this.rules.list(query);
  }

  @Contract(createEarningRule)
  async create(
    @Input() { body }: InputOf<typeof createEarningRule>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof createEarningRule>> {
    return this.rules.create(actor, body);
  }

  @Contract(getEarningRule)
  async get(@Input() { params }: InputOf<typeof getEarningRule>): Promise<ReplyOf<typeof getEarningRule>> {
    return this.rules.byId(params.id);
  }

  @Contract(updateEarningRule)
  async update(
    @Input() { params, body }: InputOf<typeof updateEarningRule>,
    @CurrentActor() actor: Actor,
    @ExpectedVersion() version: number,
  ): Promise<ReplyOf<typeof updateEarningRule>> {
    return this.rules.change(actor, params.id, body, version);
  }

  @Contract(publishEarningRule)
  async publish(
    @Input() { params, body }: InputOf<typeof publishEarningRule>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof publishEarningRule>> {
    return this.publishing.publish(actor, params.id, body);
  }

  @Contract(pauseEarningRule)
  async pause(
    @Input() { params, body }: InputOf<typeof pauseEarningRule>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof pauseEarningRule>> {
    return this.publishing.pause(actor, params.id, body);
  }

  @Contract(withdrawEarningRule)
  async withdraw(
    @Input() { params }: InputOf<typeof withdrawEarningRule>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof withdrawEarningRule>> {
    return this.publishing.withdraw(actor, params.id);
  }

  @Contract(listRulePublications)
  async publications(
    @Input() { params }: InputOf<typeof listRulePublications>,
  ): Promise<ReplyOf<typeof listRulePublications>> {
    return { data: await this.publishing.list(params.id), cursor: { next: null } };
  }

  @Contract(listRuleVersions)
  async versions(
    @Input() { params }: InputOf<typeof listRuleVersions>,
  ): Promise<ReplyOf<typeof listRuleVersions>> {
    return { data: await this.rules.versions(params.id), cursor: { next: null } };
  }
}
