import { Controller } from '@nestjs/common';
import {
  createEarningRule,
  endRuleTrial,
  getEarningRule,
  listEarningRules,
  listRulePublications,
  listRuleTimes,
  listRuleVersions,
  pauseEarningRule,
  publishEarningRule,
  updateEarningRule,
  withdrawEarningRule,
  type Approval,
  type EarningRule,
  type ReplyOf,
} from '@regulars/contracts';
import { instantOf } from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import {
  Contract,
  CurrentActor,
  ExpectedVersion,
  Input,
  type InputOf,
} from '../../platform/http/contract.ts';
import { Waiting } from '../../platform/http/waiting.ts';
import { named, Reader } from '../club/index.ts';
import { EarningRulesService, type RuleRecord } from './earning-rules.service.ts';
import { RuleCalendar } from './rule-calendar.ts';
import { RuleChecks } from './rule-checks.ts';
import { RuleApprovals } from './rule-approvals.ts';
import { RulePublishing } from './rule-publishing.service.ts';

@Controller()
export class EarningRulesController {
  constructor(
    private readonly rules: EarningRulesService,
    private readonly publishing: RulePublishing,
    private readonly approvals: RuleApprovals,
    private readonly reader: Reader,
    private readonly checks: RuleChecks,
    private readonly calendar: RuleCalendar,
  ) {}

  @Contract(listEarningRules)
  async list(
    @Input() { query }: InputOf<typeof listEarningRules>,
  ): Promise<ReplyOf<typeof listEarningRules>> {
    const wording = await this.reader.wording();
    const list = await this.rules.list(query, wording.of);
    return { ...list, data: list.data.map((rule) => named(rule, wording)) };
  }

  @Contract(createEarningRule)
  async create(
    @Input() { body }: InputOf<typeof createEarningRule>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof createEarningRule>> {
    return this.#checked(this.rules.create(actor, { ...body, name: await this.reader.texts(body.name) }));
  }

  @Contract(getEarningRule)
  async get(@Input() { params }: InputOf<typeof getEarningRule>): Promise<ReplyOf<typeof getEarningRule>> {
    return this.#checked(this.rules.byId(params.id));
  }

  @Contract(updateEarningRule)
  async update(
    @Input() { params, body }: InputOf<typeof updateEarningRule>,
    @CurrentActor() actor: Actor,
    @ExpectedVersion() version: number,
  ): Promise<ReplyOf<typeof updateEarningRule>> {
    const { name, ...patch } = body;
    const renamed = name === undefined ? {} : { name: await this.reader.texts(name) };
    return this.#checked(this.rules.change(actor, params.id, { ...patch, ...renamed }, version));
  }

  @Contract(publishEarningRule)
  async publish(
    @Input() { params, body }: InputOf<typeof publishEarningRule>,
    @CurrentActor() actor: Actor,
  ): Promise<EarningRule | Waiting<Approval>> {
    const done = await this.approvals.publish(actor, params.id, body);
    return 'waiting' in done ? new Waiting(done.waiting) : this.#said(Promise.resolve(done));
  }

  @Contract(pauseEarningRule)
  async pause(
    @Input() { params, body }: InputOf<typeof pauseEarningRule>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof pauseEarningRule>> {
    return this.#said(this.publishing.pause(actor, params.id, body));
  }

  @Contract(withdrawEarningRule)
  async withdraw(
    @Input() { params }: InputOf<typeof withdrawEarningRule>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof withdrawEarningRule>> {
    return this.#said(this.publishing.withdraw(actor, params.id));
  }

  @Contract(endRuleTrial)
  async endTrial(
    @Input() { params, body }: InputOf<typeof endRuleTrial>,
    @CurrentActor() actor: Actor,
  ): Promise<EarningRule | Waiting<Approval>> {
    const done = await this.approvals.endTrial(actor, params.id, body.for);
    return 'waiting' in done ? new Waiting(done.waiting) : this.#said(Promise.resolve(done));
  }

  @Contract(listRulePublications)
  async publications(
    @Input() { params }: InputOf<typeof listRulePublications>,
  ): Promise<ReplyOf<typeof listRulePublications>> {
    return { data: await this.publishing.list(params.id), cursor: { next: null } };
  }

  @Contract(listRuleTimes)
  async times(@Input() { query }: InputOf<typeof listRuleTimes>): Promise<ReplyOf<typeof listRuleTimes>> {
    const wording = await this.reader.wording();
    const moment = (at: string | undefined) => (at === undefined ? null : instantOf(at));
    const rules = await this.calendar.between({ from: moment(query.from), until: moment(query.until) });
    return { data: rules.map((rule) => named(rule, wording)), cursor: { next: null } };
  }

  @Contract(listRuleVersions)
  async versions(
    @Input() { params }: InputOf<typeof listRuleVersions>,
  ): Promise<ReplyOf<typeof listRuleVersions>> {
    const wording = await this.reader.wording();
    const versions = await this.rules.versions(params.id);
    return { data: versions.map((version) => named(version, wording)), cursor: { next: null } };
  }

  async #checked(rule: Promise<RuleRecord>): Promise<ReplyOf<typeof getEarningRule>> {
    const said = await this.#said(rule);
    return { ...said, ...(await this.checks.of(await rule)) };
  }

  async #said(rule: Promise<RuleRecord>): Promise<EarningRule> {
    return named(await rule, await this.reader.wording());
  }
}
