import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { askedFacts, type FactName } from '@regulars/conditions';
import {
  capPeriod,
  localDateOf,
  RuleReplay,
  startOfDate,
  type EarningRule,
  type PastSale,
  type ReplayFigures,
} from '@regulars/loyalty';
import { ClubSettings } from '../club/index.ts';
import type { AskedUsage } from '../sales/index.ts';
import type { BackTestRow } from './back-test-rows.ts';
import { LiveRules } from './live-rules.ts';
import { ReplayedBuyers } from './replayed-buyers.ts';
import { ReplayedSales } from './replayed-sales.ts';
import { termsOf } from './rule-terms.ts';
import { RuleVersions } from './rule-versions.ts';

/** Sales decided before others may use the processor: some milliseconds. */
const atOnce = 40;

export interface Replayed {
  readonly figures: ReplayFigures;
  readonly currency: string;
  readonly pointValue: number;
}

/** Reads the sales of a back-test and decides them again. Writes nothing. */
@Injectable()
export class BackTestReplay {
  constructor(
    private readonly sales: ReplayedSales,
    private readonly versions: RuleVersions,
    private readonly live: LiveRules,
    private readonly club: ClubSettings,
    private readonly buyers: ReplayedBuyers,
  ) {}

  async count({ covers_from, covers_until }: BackTestRow): Promise<number> {
    return this.sales.count({ from: covers_from.getTime(), until: covers_until.getTime() });
  }

  /**
   * The figures, and what a point is worth; null if it was cancelled.
   * @param progress told after each page; false to stop
   */
  async run(row: BackTestRow, progress: (done: number) => Promise<boolean>): Promise<Replayed | null> {
    const { points: policy, reportingCurrency } = await this.club.current();
    const replay = await this.#begin(row);
    const period = { from: row.covers_from.getTime(), until: row.covers_until.getTime() };
    if (!(await this.#remember(replay, row, () => progress(0)))) return null;
    const balances = asks(row, 'member.points') ? this.buyers.balances() : null;
    let done = 0;
    for await (const sales of this.sales.between(period, row.content)) {
      const rules = await this.#rulesOf(sales);
      const buyers = await this.buyers.of(sales, { person: replay.need.person, balances });
      for (const [place, sale] of sales.entries()) {
        replay.decide(sale, rules(sale), buyers(sale));
        if (place % atOnce === atOnce - 1) await setImmediate();
      }
      done += sales.length;
      if (!(await progress(done))) return null;
    }
    return { figures: replay.figures(), currency: reportingCurrency, pointValue: policy.pointValue };
  }

  /** Its times do not matter: the question is what it would have given. */
  async #begin(row: BackTestRow): Promise<RuleReplay> {
    const { points: policy, timeZone: zone, reportingCurrency } = await this.club.current();
    // A draft that was never saved is the newest rule, so it is evaluated last.
    const ruleId = row.rule_id ?? row.id;
    const draft = always(termsOf({ id: ruleId, version: 0, content: row.content }));
    const against =
      row.rule_id !== null && row.against_version !== null
        ? await this.versions.terms([{ id: row.rule_id, version: row.against_version }])
        : [];
    const period = { from: row.covers_from.getTime(), until: row.covers_until.getTime() };
    const usedBefore = await this.#usedBefore(period.from, zone, draft);
    return new RuleReplay({
      draft,
      against: against[0] ? always(against[0]) : null,
      policy,
      zone,
      reportingCurrency,
      period,
      usedBefore,
    });
  }

  /** Of the limits of all rules that were ever published. */
  async #usedBefore(at: number, zone: string, draft: EarningRule): ReturnType<ReplayedSales['usedBefore']> {
    const published = (await this.live.timeline()).versions();
    const asked = new Map<string, AskedUsage>();
    for (const { id: ruleId, caps } of [...published, draft])
      for (const { per } of caps) {
        if (per === 'purchase') continue;
        const from = capPeriod(per, at, zone)?.from;
        asked.set(`${ruleId} ${per}`, {
          ruleId,
          per,
          from: from === undefined ? null : localDateOf(from, zone).toString(),
        });
      }
    return this.sales.usedBefore([...asked.values()], localDateOf(at, zone).toString());
  }

  /** Earlier sales that conditions of the draft may ask about. False if it was cancelled. */
  async #remember(
    replay: RuleReplay,
    { covers_from, content }: BackTestRow,
    goesOn: () => Promise<boolean>,
  ): Promise<boolean> {
    const [days, until] = [replay.daysBefore, covers_from.getTime()];
    if (days === 0) return true;
    const { timeZone: zone } = await this.club.current();
    const from = days === null ? 0 : startOfDate(localDateOf(until, zone).subtract({ days }), zone);
    for await (const sales of this.sales.between({ from, until }, content)) {
      for (const sale of sales) replay.remember(sale);
      if (!(await goesOn())) return false;
    }
    return true;
  }

  /** The rules that applied to each of these sales, their conditions met. */
  async #rulesOf(sales: readonly PastSale[]): Promise<(sale: PastSale) => readonly EarningRule[]> {
    const wanted = new Map(sales.flatMap(({ met }) => met.map((rule) => [keyOf(rule), rule] as const)));
    const terms = await this.versions.terms([...wanted.values()]);
    const known = new Map(terms.map((rule) => [keyOf(rule), unconditional(rule)]));
    return ({ met }) => met.flatMap((rule) => known.get(keyOf(rule)) ?? []);
  }
}

const keyOf = ({ id, version }: { readonly id: string; readonly version: number }): string =>
  `${id}:${version}`;

const always = (rule: EarningRule): EarningRule => ({ ...rule, validity: { from: null, until: null } });

const unconditional = ({ when: _, ...rule }: EarningRule): EarningRule => rule;

const asks = ({ content }: BackTestRow, fact: FactName): boolean =>
  content.when !== null && askedFacts(content.when).includes(fact);
