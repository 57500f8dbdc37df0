import { Injectable } from '@nestjs/common';
import type { ExplanationLine, Texts } from '@regulars/contracts';
import { isReasonKind, wordsOf, type Explained, type Names, type Reason } from '@regulars/loyalty';
import { Reader, type Wording } from '../club/index.ts';

/** A line from before words were made when read: it contains its words. */
export interface ExplainedInWords {
  readonly rule: { readonly id: string; readonly version: number; readonly name: string } | null;
  readonly points: number;
  readonly reason: string;
  readonly details: ExplanationLine['details'];
}

/** A line of an explanation as purchases and postings store it. */
export type KeptExplanation = Explained | ExplainedInWords;

/** Names of rules and tiers. */
export interface KnownNames {
  readonly rule: (id: string, version: number) => Texts | undefined;
  readonly tier: (id: string) => Texts | undefined;
}

export interface RuleNamed {
  readonly id: string;
  readonly version: number;
}

/** Words stored explanations in the reader's language. */
@Injectable()
export class Explanations {
  #learn: (rules: readonly RuleNamed[]) => Promise<KnownNames> = async () => ({
    rule: () => undefined,
    tier: () => undefined,
  });

  constructor(private readonly reader: Reader) {}

  /**
   * Rules and tiers belong to later features. The one that knows both supplies their names, at least for these
   * rules.
   */
  learnFrom(source: (rules: readonly RuleNamed[]) => Promise<KnownNames>): void {
    this.#learn = source;
  }

  /** Words these lines. Looks up all names at once. */
  async speaker(lines: readonly KeptExplanation[]): Promise<(line: KeptExplanation) => ExplanationLine> {
    const wording = await this.reader.wording();
    const known = await this.#learn(lines.flatMap(rulesIn));
    const names = namesIn(known, wording);
    return (line) => (isInWords(line) ? saidOf(line, wording, names) : lineOf(line, wording, names));
  }

  /** The reply with its explanation in words. */
  async said<Reply extends { readonly explanation: readonly KeptExplanation[] }>(
    reply: Reply,
  ): Promise<Omit<Reply, 'explanation'> & { explanation: ExplanationLine[] }> {
    const say = await this.speaker(reply.explanation);
    return { ...reply, explanation: reply.explanation.map(say) };
  }
}

const namesIn = (known: KnownNames, wording: Wording): Names => ({
  rule: (id, version) => wording.of(known.rule(id, version)) || null,
  tier: (id) => (id === null ? null : wording.of(known.tier(id)) || null),
});

/** What is known of a coupon or an offer, without its name. */
const withSource = ({ source: { sort, id, version }, ...figures }: Extract<Reason, { source: unknown }>) => ({
  ...figures,
  sort,
  discountId: id,
  discountVersion: version,
});

/** Texts by language are in the words already. */
const plain = (reason: Reason) => {
  if ('challenge' in reason) return { kind: reason.kind };
  if ('source' in reason) return withSource(reason);
  if (!('field' in reason)) return reason;
  const { label: _, ...figures } = reason;
  return figures;
};

const isInWords = (line: KeptExplanation): line is ExplainedInWords => typeof line.reason === 'string';

/** The rules that a line names. */
const rulesIn = (line: KeptExplanation): RuleNamed[] => [
  ...(line.rule ? [line.rule] : []),
  ...('outdone' in line && line.outdone ? [line.outdone.by] : []),
];

/** With its texts in the reader's language, else in the club's. */
const readable = (reason: Reason, { language, of }: Wording): Reason => {
  if ('challenge' in reason) return { ...reason, challenge: { [language]: of(reason.challenge) } };
  if ('source' in reason)
    return { ...reason, source: { ...reason.source, name: { [language]: of(reason.source.name) } } };
  if ('field' in reason && reason.label) return { ...reason, label: { [language]: of(reason.label) } };
  return reason;
};

const lineOf = (line: Explained, wording: Wording, names: Names): ExplanationLine => {
  const { rule, points, reason, capped, outdone, expiresAfter } = line;
  const words = wordsOf({ ...line, reason: readable(reason, wording) }, wording.language, names);
  return {
    rule: rule && { id: rule.id, version: rule.version, name: words.title },
    title: words.title,
    points,
    reason: words.reason,
    details: {
      ...plain(reason),
      ...('tierId' in reason ? { tier: names.tier(reason.tierId) } : {}),
      ...(capped ? { cappedFrom: capped.from, cappedBy: capped.by } : {}),
      ...(outdone ? { outdoneBy: outdone.by.id, wouldGive: outdone.points } : {}),
      ...(expiresAfter ? { validFor: expiresAfter.count, validUnit: expiresAfter.unit } : {}),
    },
  };
};

/** An old line: its figures are worded again if we know their kind; otherwise its stored words stay. */
const saidOf = (line: ExplainedInWords, wording: Wording, names: Names): ExplanationLine => {
  const { rule, points, details } = line;
  const title = (rule && names.rule(rule.id, rule.version)) || rule?.name || textOf(details.tier);
  const reason = reasonIn(details);
  if (!reason)
    return {
      rule: rule && { ...rule, name: title },
      title: title || line.reason,
      points,
      reason: line.reason,
      details,
    };
  const said = lineOf({ rule, points, reason, ...cappedIn(details) }, wording, {
    rule: () => title,
    tier: () => (details.tier === undefined ? null : textOf(details.tier)),
  });
  return { ...said, details };
};

type Details = ExplanationLine['details'];

const textOf = (detail: Details[string] | undefined): string => (typeof detail === 'string' ? detail : '');

const reasonIn = (details: Details): Reason | null =>
  isReasonKind(details.kind) ? ({ tierId: null, ...details } as unknown as Reason) : null;

const cappedIn = ({ cappedFrom, cappedBy }: Details): Pick<Explained, 'capped'> =>
  typeof cappedFrom === 'number' && typeof cappedBy === 'string'
    ? { capped: { from: cappedFrom, by: cappedBy as NonNullable<Explained['capped']>['by'] } }
    : {};
