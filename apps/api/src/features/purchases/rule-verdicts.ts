import { Injectable } from '@nestjs/common';
import type { Purchase, RuleContent, RuleVerdict } from '@regulars/contracts';
import {
  faultSentence,
  noPointsSentence,
  notConcernedSentence,
  unmetPartsSaid,
  unmetSentence,
  type EarningRule,
  type NoPoints,
  type NotConcerned,
} from '@regulars/loyalty';
import { Reader } from '../club/index.ts';
import { LiveRules, RuleVersions } from '../earning/index.ts';
import { Tiers } from '../tiers/index.ts';
import { ConditionWords, type Words } from './condition-words.ts';
import type { AskedRules, KeptFailedRule, KeptRule, KeptUnmetRule } from './context.ts';
import { noPointsOf, type PurchaseDetail } from './stored-purchase.ts';

/** A rule that gave nothing, and why. */
type Verdict =
  | { readonly why: 'failed'; readonly rule: KeptFailedRule }
  | { readonly why: 'not-met'; readonly rule: KeptUnmetRule }
  | { readonly why: NotConcerned; readonly rule: KeptRule };

/** The rules of a sale after its decision. */
export interface DecidedSale extends AskedRules {
  readonly locationId: string;
  /** Rules whose points are explained. */
  readonly explained: ReadonlySet<string>;
  /** Without a member nobody decided what the rules give, nor asked the version of a trial. */
  readonly hasMember: boolean;
  /** The rules of its moment. */
  readonly live: readonly EarningRule[];
}

/** A rule that nobody saved yet. */
export interface DraftContent {
  readonly id: string;
  readonly content: RuleContent;
}

/** Says why rules and lines gave no points: by what the purchase keeps, and by the rules that were live then. */
@Injectable()
export class RuleVerdicts {
  constructor(
    private readonly versions: RuleVersions,
    private readonly live: LiveRules,
    private readonly tiers: Tiers,
    private readonly words: ConditionWords,
    private readonly reader: Reader,
  ) {}

  /** Why lines earned nothing, by the rules of their time. */
  async ofLines(purchase: PurchaseDetail): Promise<Purchase['lines'][number]['noPoints'][]> {
    if (purchase.member_id === null) return [];
    const rules = await this.versions.terms(purchase.evaluation.rules);
    const { language } = await this.reader.wording();
    const shown = (kind: NoPoints) => ({ kind, reason: noPointsSentence(kind, language) });
    return noPointsOf(purchase, rules).map((why) => why && shown(why));
  }

  /** Of every rule that was live and gave nothing. Those that gave something are explained with their points. */
  async of(purchase: PurchaseDetail): Promise<RuleVerdict[]> {
    const { evaluation, explanation, location_id: locationId, member_id: memberId } = purchase;
    const timeline = await this.live.timeline();
    return this.ofSale({
      ...evaluation,
      locationId,
      explained: new Set(explanation.flatMap(({ rule }) => rule?.id ?? [])),
      hasMember: memberId !== null,
      live: timeline.at(purchase.purchased_at.getTime()),
    });
  }

  /** @param draft the rule among them that is not saved; absent if all are */
  async ofSale(sale: DecidedSale, draft?: DraftContent): Promise<RuleVerdict[]> {
    const verdicts = verdictsOf(sale);
    const saved = await this.versions.contents(
      verdicts.map(({ rule }) => rule).filter(({ id }) => id !== draft?.id),
    );
    const told = verdicts.flatMap((verdict) => {
      const content = verdict.rule.id === draft?.id ? draft.content : saved(verdict.rule);
      return content ? [{ verdict, content }] : [];
    });
    const { tiers } = await this.tiers.ladder();
    const words = await this.words.of(
      told.map(({ content }) => content),
      tiers,
    );
    const { language } = await this.reader.wording();
    return told.map(({ verdict, content }) => ({
      rule: { id: verdict.rule.id, version: verdict.rule.version, name: words.of(content.name) },
      why: verdict.why,
      reason: reasonOf(verdict, content, words, language),
    }));
  }
}

type Language = Parameters<typeof unmetSentence>[0];

function reasonOf(verdict: Verdict, content: RuleContent, words: Words, language: Language): string {
  switch (verdict.why) {
    case 'failed':
      return faultSentence(verdict.rule.fault, language);
    case 'not-met':
      return unmetSentence(language, unmetIn(verdict.rule, content, words, language));
    default:
      return notConcernedSentence(verdict.why, language);
  }
}

/** Older purchases do not know which parts. */
const unmetIn = (
  { parts }: KeptUnmetRule,
  { when }: RuleContent,
  { say }: Words,
  language: Language,
): readonly string[] => {
  const pointers = parts ?? (when && !('all' in when) && !('any' in when) ? [''] : []);
  return when ? unmetPartsSaid(when, pointers, language, say) : [];
};

/** First what someone should look at. */
function verdictsOf({
  rules,
  unmet = [],
  failed = [],
  live,
  locationId,
  explained,
  hasMember,
}: DecidedSale): Verdict[] {
  const decided = new Set([...rules, ...unmet, ...failed].map(({ id }) => id));
  const others = live.filter(({ id }) => !decided.has(id));
  const isHere = ({ locationIds }: EarningRule): boolean => locationIds?.includes(locationId) ?? true;
  return [
    ...failed.map((rule) => ({ why: 'failed' as const, rule })),
    ...unmet
      .filter(({ audience }) => hasMember || audience?.of !== 'in')
      .map((rule) => ({ why: 'not-met' as const, rule })),
    ...(hasMember ? rules.filter(({ id }) => !explained.has(id)) : []).map((rule) => ({
      why: 'other-goods' as const,
      rule,
    })),
    ...others
      .filter((rule) => isHere(rule) && rule.audience !== undefined)
      .map((rule) => ({ why: 'trial' as const, rule })),
    ...others.filter((rule) => !isHere(rule)).map((rule) => ({ why: 'elsewhere' as const, rule })),
  ];
}
