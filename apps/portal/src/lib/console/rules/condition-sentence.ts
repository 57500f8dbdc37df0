import type { Condition } from '@regulars/conditions';
import { m } from '#lib/paraglide/messages.js';
import { list, strong, type Wording } from './wording.ts';

const kindNames = {
  goods: m.console_kind_goods,
  'gift-card': m.console_kind_gift_card,
  deposit: m.console_kind_deposit,
  service: m.console_kind_service,
};

const isKind = (value: string): value is keyof typeof kindNames => value in kindNames;
const kindName = (value: string, wording: Wording): string =>
  isKind(value) ? kindNames[value]({}, wording) : value;

type Leaf = Extract<Condition, { fact: string }>;

function valuesOf({ fact, value }: Leaf, wording: Wording): string {
  const values = (Array.isArray(value) ? value.map(String) : [typeof value === 'string' ? value : '…']).map(
    (one) => (fact === 'line.kind' ? kindName(one, wording) : one),
  );
  return list(values.map(strong), 'disjunction', wording);
}

/** 'whose category is Books' */
function clause(leaf: Leaf, negated: boolean, wording: Wording): string {
  const values = valuesOf(leaf, wording);
  switch (leaf.fact) {
    case 'line.brand':
      return (negated ? m.console_sentence_brand_not : m.console_sentence_brand)({ values }, wording);
    case 'line.sku':
      return (negated ? m.console_sentence_sku_not : m.console_sentence_sku)({ values }, wording);
    case 'line.kind':
      return (negated ? m.console_sentence_kind_not : m.console_sentence_kind)({ values }, wording);
    default:
      return (negated ? m.console_sentence_category_not : m.console_sentence_category)({ values }, wording);
  }
}

function clauses(condition: Condition, negated: boolean, nested: boolean, wording: Wording): string {
  if ('not' in condition) return clauses(condition.not, !negated, nested, wording);
  if ('fact' in condition) return clause(condition, negated, wording);
  if ('lines' in condition || 'purchases' in condition) return '…';
  const [parts, all] = 'all' in condition ? [condition.all, !negated] : [condition.any, negated];
  const said = parts.map((part) => clauses(part, negated, true, wording));
  const joined = said.join(all ? m.console_sentence_and({}, wording) : m.console_sentence_or({}, wording));
  return nested && parts.length > 1 ? `(${joined})` : joined;
}

/** 'goods of category Books', or for more than one condition 'goods whose category is Books and whose …'. */
export function goods(condition: Condition, wording: Wording): string {
  if ('fact' in condition && condition.fact === 'line.category')
    return m.console_sentence_of_category({ values: valuesOf(condition, wording) }, wording);
  if ('fact' in condition && condition.fact === 'line.brand')
    return m.console_sentence_of_brand({ values: valuesOf(condition, wording) }, wording);
  return m.console_sentence_goods({ clauses: clauses(condition, false, false, wording) }, wording);
}
