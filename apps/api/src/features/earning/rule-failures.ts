import { Injectable, Logger } from '@nestjs/common';
import type { FailedRule, RuleFault } from '@regulars/loyalty';
import type { RuleReference } from './rule-terms.ts';

const keyOf = ({ id, version }: RuleReference): string => `${id}:${version}`;

/** Rule versions that do not work, as far as this process has seen. They give nothing. */
@Injectable()
export class RuleFailures {
  readonly #log = new Logger('Earning');
  readonly #seen = new Map<string, RuleFault>();

  /** Says once of each version why it is skipped. */
  report(failed: readonly FailedRule<RuleReference>[]): void {
    for (const { rule, fault, cause } of failed)
      this.#note(rule, fault, cause === undefined ? {} : { error: cause });
  }

  /** @param pointer to what this version of the software does not know */
  reportUnreadable(rule: RuleReference, pointer: string): void {
    this.#note(rule, 'unreadable', { pointer });
  }

  /** Null as long as it works. */
  faultOf(rule: RuleReference): RuleFault | null {
    return this.#seen.get(keyOf(rule)) ?? null;
  }

  #note(rule: RuleReference, fault: RuleFault, more: object): void {
    if (this.#seen.has(keyOf(rule))) return;
    this.#seen.set(keyOf(rule), fault);
    this.#log.warn({ event: 'earning-rule.skipped', ruleId: rule.id, version: rule.version, fault, ...more });
  }
}
