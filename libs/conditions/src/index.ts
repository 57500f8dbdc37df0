/**
 * The condition language: facts, and how to check, evaluate, compile to SQL and word a condition. Imports
 * nothing.
 */
export { hasYear } from './calendar.ts';
export * from './check.ts';
export * from './condition.ts';
export * from './contexts.ts';
export { holds, type PastPurchase, type Subject } from './evaluate.ts';
export * from './facts.ts';
export { topicTexts } from './topics.ts';
export { happeningNames, happenings, type Happened, type HappeningName } from './happenings.ts';
export { partsOf, type ConditionPart } from './parts.ts';
export { askedFacts, pastDaysOf } from './past-days.ts';
export { operatorLabels } from './operators/labels.ts';
export type { Takes } from './operators/operator.ts';
export { operatorOf, operatorsOf, type OperatorName } from './operators/operators.ts';
export * from './readers.ts';
export { residualOf, type Leaf } from './residual.ts';
export { plainText, toClauses, toSentence } from './sentence/sentence.ts';
export type { NameOf } from './sentence/values.ts';
export type { SentencePart } from './sentence/wording.ts';
export { shownCode } from './shown-code.ts';
export { sourcedValues } from './sourced-values.ts';
export * from './sql.ts';
export { partAt, unmetParts } from './unmet-parts.ts';
export { tidied } from './tidy.ts';
export * from './values.ts';
export { workOf, workOfEach, type AskedSize } from './work.ts';
