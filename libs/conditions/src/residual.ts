import type {
  Comparison,
  Condition,
  HappenedCondition,
  LinesCondition,
  PurchasesCondition,
} from './condition.ts';
import { holds, type Subject } from './evaluate.ts';

/** A part of a condition that has no parts of the same kind. */
export type Leaf = Comparison | LinesCondition | PurchasesCondition | HappenedCondition;

/**
 * What of a valid condition on a sale still depends on the goods: `lines` and the total. All other parts are
 * replaced by what they say of the sale. For any goods, and all else as in this sale, it holds exactly if the whole
 * condition does. True or false if the goods do not matter.
 * @param isOpen the parts that stay, if they are others than those about the goods
 */
export function residualOf(
  condition: Condition,
  sale: Subject,
  isOpen: (part: Leaf) => boolean = isAboutGoods,
): Condition | boolean {
  if ('all' in condition) {
    const open = openOf(condition.all, sale, isOpen, false);
    return open === null ? false : joined(open, (all) => ({ all }), true);
  }
  if ('any' in condition) {
    const open = openOf(condition.any, sale, isOpen, true);
    return open === null ? true : joined(open, (any) => ({ any }), false);
  }
  if ('not' in condition) {
    const open = residualOf(condition.not, sale, isOpen);
    return typeof open === 'boolean' ? !open : { not: open };
  }
  return isOpen(condition) ? condition : holds(condition, sale);
}

/** What the goods still decide of these; null if one of the others is `decisive`. */
function openOf(
  children: readonly Condition[],
  sale: Subject,
  isOpen: (part: Leaf) => boolean,
  decisive: boolean,
): Condition[] | null {
  const open: Condition[] = [];
  for (const child of children) {
    const residual = residualOf(child, sale, isOpen);
    if (residual === decisive) return null;
    if (typeof residual !== 'boolean') open.push(residual);
  }
  return open;
}

function joined(
  open: readonly Condition[],
  join: (several: readonly Condition[]) => Condition,
  ofNone: boolean,
): Condition | boolean {
  const [only] = open;
  if (!only) return ofNone;
  return open.length === 1 ? only : join(open);
}

function isAboutGoods(condition: Leaf): boolean {
  return 'lines' in condition || ('fact' in condition && condition.fact === 'purchase.total');
}
