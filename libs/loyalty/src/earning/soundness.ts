import { checkCondition, type Condition, type Context } from '@regulars/conditions';

// Rules stay in memory unchanged, so each condition is checked once.
const checked: Readonly<Record<Context, WeakMap<Condition, boolean>>> = {
  line: new WeakMap(),
  purchase: new WeakMap(),
  sale: new WeakMap(),
  event: new WeakMap(),
  occasion: new WeakMap(),
  answers: new WeakMap(),
  member: new WeakMap(),
};

/**
 * Whether this version knows the whole condition. One from a newer version must not decide: `not` of something
 * unknown would be true.
 */
export function isSound(condition: Condition, context: Context): boolean {
  const known = checked[context].get(condition);
  if (known !== undefined) return known;
  const sound = checkCondition(condition, context).length === 0;
  checked[context].set(condition, sound);
  return sound;
}
