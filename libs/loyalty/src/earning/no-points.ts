import type { ClubPointsPolicy } from '../points/policy.ts';
import type { LineKind } from '../price-line.ts';
import type { Language, Sentence } from '../words.ts';
import { attempt, withoutFailing } from './failing.ts';
import { baseOf } from './kinds/index.ts';
import { earningAmounts, earningShare, type EarningPurchase, type MemberFacts } from './purchase.ts';
import { ruleApplies, type EarningRule } from './rule.ts';

/** Why a line of a purchase earned nothing. */
export type NoPoints = 'gift-card' | 'deposit' | 'free' | 'paid-before' | 'no-rate' | 'no-rule';

/** Kinds of lines that earn only if a rule says so. */
const ofKind: { readonly [K in LineKind]: NoPoints | null } = {
  goods: null,
  service: null,
  shipping: null,
  'gift-card': 'gift-card',
  deposit: 'deposit',
};

/**
 * For each line why it earned nothing, by the rules and the policy of the purchase's moment; null if it earned.
 * @param rules the rules that were live at that moment
 * @param extra true if the purchase got points besides those per money: they may be for any line
 * @param unmet true if there were rules whose condition did not hold
 */
export function noPointsOn(
  purchase: EarningPurchase,
  rules: readonly EarningRule[],
  policy: Pick<ClubPointsPolicy, 'base' | 'discounts'>,
  facts: MemberFacts,
  extra: boolean,
  unmet = false,
): (NoPoints | null)[] {
  const amounts = earningAmounts(purchase, policy);
  const applying = rules.filter((rule) => ruleApplies(rule, purchase));
  const known = { purchase, facts, amounts, share: earningShare(purchase) };
  const { result: bases } = withoutFailing(applying, (working) =>
    working.flatMap((rule) => attempt(rule, () => baseOf(rule.effect, known)) ?? []),
  );
  const generally = (): NoPoints | null => {
    if (extra) return null;
    return applying.length > 0 || unmet ? 'no-rate' : 'no-rule';
  };
  return purchase.lines.map((line, index) => {
    if (bases.some((base) => (base.amounts[index] ?? 0) > 0)) return null;
    if (ofKind[line.kind] !== null) return ofKind[line.kind];
    if (line.gross <= 0) return (line.paidWithPoints ?? 0) > 0 ? 'paid-before' : 'free';
    return (amounts[index] ?? 0) > 0 ? generally() : 'paid-before';
  });
}

const sentences: { readonly [K in NoPoints]: Sentence<void> } = {
  'gift-card': {
    en: () => 'No points: gift cards earn none',
    de: () => 'Keine Punkte: Für Geschenkgutscheine gibt es keine',
    cs: () => 'Bez bodů: za dárkové karty se body nepřipisují',
  },
  deposit: {
    en: () => 'No points: deposits earn none',
    de: () => 'Keine Punkte: Für Pfand gibt es keine',
    cs: () => 'Bez bodů: za zálohy se body nepřipisují',
  },
  free: {
    en: () => 'No points: it cost nothing',
    de: () => 'Keine Punkte: Dieser Posten war kostenlos',
    cs: () => 'Bez bodů: položka byla zdarma',
  },
  'paid-before': {
    en: () => 'No points: paid with points or a gift card',
    de: () => 'Keine Punkte: mit Punkten oder Geschenkgutschein bezahlt',
    cs: () => 'Bez bodů: zaplaceno body nebo dárkovou kartou',
  },
  'no-rate': {
    en: () => 'No points: no rule gives points for this',
    de: () => 'Keine Punkte: Dafür gibt keine Regel Punkte',
    cs: () => 'Bez bodů: žádné pravidlo za to body nedává',
  },
  'no-rule': {
    en: () => 'No points: no rule was valid at that time',
    de: () => 'Keine Punkte: Zu dieser Zeit galt keine Regel',
    cs: () => 'Bez bodů: v té době žádné pravidlo neplatilo',
  },
};
export const noPointsSentence = (why: NoPoints, language: Language): string => sentences[why][language]();
