import {
  factNames,
  facts,
  factsIn,
  operatorLabels,
  operatorOf,
  operatorsOf,
  scopeTexts,
  type Context,
  type Fact,
  type FactName,
  type OperatorName,
} from '@regulars/conditions';
import type { listConditionFacts, ReplyOf } from '@regulars/contracts';

type Entry = ReplyOf<typeof listConditionFacts>['data'][number];

/** All facts, or those available in the context, in registry order. */
export const factCatalogue = (context?: Context): Entry[] =>
  (context === undefined ? factNames : factsIn(context)).map(entryOf);

const entryOf = (name: FactName): Entry => {
  const fact: Fact = facts[name];
  const { scope, type, texts, unit, parameter, nullable, keys, keySource, choices, source } = fact;
  return {
    name,
    scope,
    scopeTexts: scopeTexts[scope],
    // To clients, a step is a choice with one more operator.
    type: type === 'step' ? 'choice' : type,
    texts,
    unit: unit ?? null,
    parameter: parameter ?? null,
    nullable: nullable ?? false,
    keys: listed(keys),
    keySource: keySource ?? null,
    choices: listed(choices),
    source: source ?? null,
    operators: operatorsOf(fact).map((operator) => operatorEntry(fact, operator)),
  };
};

const listed = (choices: Fact['choices']): Entry['choices'] =>
  choices ? Object.entries(choices).map(([value, texts]) => ({ value, texts })) : null;

const operatorEntry = (fact: Fact, name: OperatorName): Entry['operators'][number] => ({
  name,
  takes: operatorOf(fact, name)?.takes ?? 'nothing',
  texts: operatorLabels[name].is,
  notTexts: operatorLabels[name].isNot,
});
