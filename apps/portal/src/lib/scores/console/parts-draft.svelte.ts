import { facts, factsIn, type Condition, type Fact, type FactName } from '@regulars/conditions';
import type { OwnScorePart, Texts } from '@regulars/contracts';
import { AudienceDraft } from '#lib/facts/shared/audience/audience-draft.svelte.ts';
import { capital, type Option } from '#lib/facts/shared/conditions/options.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { majorOf, minorOf } from '#lib/shell/form/amount.ts';

export type PartKind = OwnScorePart['kind'];

const typesOf = { number: ['number', 'money'], 'days-since': ['date'] } as const;
const apart: readonly FactName[] = ['member.birthday', 'member.score'];

/** Facts that a part can be about, with their names. */
export const partFacts = (kind: keyof typeof typesOf): Option[] =>
  factsIn('member')
    .filter((name) => !apart.includes(name) && typesOf[kind].some((type) => type === facts[name].type))
    .map((name) => ({ value: name, label: capital(facts[name].texts[getLocale()]) }));

const whole = (typed: string): number | null =>
  /^[+−-]?\d{1,9}$/u.test(typed.trim()) ? Number(typed.trim().replace('−', '-')) : null;

let lastKey = 0;

/** A part of a score as typed. */
export class PartDraft {
  readonly id = (lastKey += 1);
  kind = $state<PartKind>('number');
  name = $state('');
  fact = $state('member.visits');
  parameter = $state('');
  points = $state('2');
  per = $state('1');
  most = $state('40');
  halfLife = $state('60');
  readonly condition: AudienceDraft;
  readonly #names: Texts;
  readonly #currency: string;

  constructor(part: OwnScorePart | null, currency: string) {
    this.#currency = currency;
    this.#names = part?.name ?? {};
    this.condition = new AudienceDraft(
      part?.kind === 'condition' ? (part.condition as Condition) : null,
      currency,
    );
    if (!this.condition.tree) this.condition.add();
    if (part) this.#read(part);
  }

  #read(part: OwnScorePart): void {
    this.kind = part.kind;
    this.name = part.name[getLocale()] ?? Object.values(part.name)[0] ?? '';
    this.points = String(part.points);
    switch (part.kind) {
      case 'number':
        return this.#readNumber(part);
      case 'days-since':
        this.fact = part.fact;
        this.halfLife = String(part.halfLife);
        return;
      case 'condition':
        return;
    }
  }

  #readNumber({ fact, key = '', per, most }: Extract<OwnScorePart, { kind: 'number' }>): void {
    this.fact = fact;
    this.parameter = key;
    this.per = this.isMoney ? majorOf(per, this.#currency) : String(per);
    this.most = String(most);
  }

  /** Another kind begins with its first fact. */
  choose(kind: PartKind): void {
    this.kind = kind;
    if (kind !== 'condition') this.fact = partFacts(kind)[0]?.value ?? '';
  }

  get definition(): Fact | null {
    return Object.hasOwn(facts, this.fact) ? facts[this.fact as FactName] : null;
  }

  get isMoney(): boolean {
    return this.definition?.type === 'money';
  }

  get asksKey(): boolean {
    return this.definition?.parameter !== undefined;
  }

  /** What is shown where nothing was typed. */
  get usualName(): string {
    return this.kind === 'condition' ? '' : capital(this.definition?.texts[getLocale()] ?? '');
  }

  /** The part; null while something is missing or wrong. */
  get part(): OwnScorePart | null {
    const points = whole(this.points);
    const name = this.name.trim() || this.usualName;
    if (points === null || points === 0 || name === '') return null;
    const common = { name: { ...this.#names, [getLocale()]: name }, points };
    switch (this.kind) {
      case 'number':
        return this.#number(common);
      case 'days-since': {
        const halfLife = whole(this.halfLife);
        return halfLife === null || halfLife < 1
          ? null
          : ({ kind: 'days-since', ...common, fact: this.fact, halfLife } as OwnScorePart);
      }
      case 'condition': {
        const { sent, faults } = this.condition;
        if (sent === '' || faults.length > 0) return null;
        return { kind: 'condition', ...common, condition: JSON.parse(sent) as Condition };
      }
    }
  }

  #number(common: Pick<OwnScorePart, 'name' | 'points'>): OwnScorePart | null {
    const per = this.isMoney ? minorOf(this.per, this.#currency) : whole(this.per);
    const most = whole(this.most);
    if (per === null || per < 1 || most === null || most < 1) return null;
    const key = this.parameter.trim();
    if (this.asksKey && key === '') return null;
    return {
      kind: 'number',
      ...common,
      fact: this.fact,
      ...(this.asksKey ? { key } : {}),
      per,
      most,
    } as OwnScorePart;
  }
}

/** The parts of a score as typed. */
export class PartsDraft {
  parts = $state.raw<readonly PartDraft[]>([]);
  readonly #currency: string;

  constructor(parts: readonly OwnScorePart[], currency: string) {
    this.#currency = currency;
    this.parts = parts.map((part) => new PartDraft(part, currency));
    if (parts.length === 0) this.add();
  }

  add(): void {
    this.parts = [...this.parts, new PartDraft(null, this.#currency)];
  }

  remove(draft: PartDraft): void {
    this.parts = this.parts.filter((each) => each !== draft);
  }

  /** For the form; empty while a part is not complete. */
  readonly sent = $derived.by((): string => {
    const parts = this.parts.map(({ part }) => part);
    return parts.length > 0 && parts.every((part) => part !== null) ? JSON.stringify(parts) : '';
  });
}
