import type { Texts } from '../values.ts';
import type { OperatorName } from './operators.ts';

interface Label {
  readonly is: Texts;
  readonly isNot: Texts;
}

/** Labels of operators and their `not` in an editor. */
export const operatorLabels: Readonly<Record<OperatorName, Label>> = {
  is: {
    is: { de: 'ist', en: 'is', cs: 'je' },
    isNot: { de: 'ist nicht', en: 'is not', cs: 'není' },
  },
  'is-one-of': {
    is: { de: 'ist einer von', en: 'is one of', cs: 'je jedno z' },
    isNot: { de: 'ist keiner von', en: 'is none of', cs: 'není žádné z' },
  },
  'at-least': {
    is: { de: 'ist mindestens', en: 'is at least', cs: 'je alespoň' },
    isNot: { de: 'ist nicht mindestens', en: 'is not at least', cs: 'není alespoň' },
  },
  'at-most': {
    is: { de: 'ist höchstens', en: 'is at most', cs: 'je nejvýše' },
    isNot: { de: 'ist nicht höchstens', en: 'is not at most', cs: 'není nejvýše' },
  },
  'more-than': {
    is: { de: 'ist mehr als', en: 'is more than', cs: 'je více než' },
    isNot: { de: 'ist nicht mehr als', en: 'is not more than', cs: 'není více než' },
  },
  'less-than': {
    is: { de: 'ist weniger als', en: 'is less than', cs: 'je méně než' },
    isNot: { de: 'ist nicht weniger als', en: 'is not less than', cs: 'není méně než' },
  },
  between: {
    is: { de: 'liegt zwischen', en: 'is between', cs: 'je mezi' },
    isNot: { de: 'liegt nicht zwischen', en: 'is not between', cs: 'není mezi' },
  },
  on: {
    is: { de: 'fällt auf den', en: 'is on', cs: 'je dne' },
    isNot: { de: 'fällt nicht auf den', en: 'is not on', cs: 'není dne' },
  },
  before: {
    is: { de: 'liegt vor dem', en: 'is before', cs: 'je před' },
    isNot: { de: 'liegt nicht vor dem', en: 'is not before', cs: 'není před' },
  },
  after: {
    is: { de: 'liegt nach dem', en: 'is after', cs: 'je po' },
    isNot: { de: 'liegt nicht nach dem', en: 'is not after', cs: 'není po' },
  },
  'in-the-last-days': {
    is: { de: 'liegt in den letzten … Tagen', en: 'is in the last … days', cs: 'je v posledních … dnech' },
    isNot: {
      de: 'liegt nicht in den letzten … Tagen',
      en: 'is not in the last … days',
      cs: 'není v posledních … dnech',
    },
  },
  'not-in-the-last-days': {
    is: {
      de: 'liegt mindestens … Tage zurück',
      en: 'is at least … days ago',
      cs: 'je nejméně před … dny',
    },
    isNot: {
      de: 'liegt nicht mindestens … Tage zurück',
      en: 'is not at least … days ago',
      cs: 'není nejméně před … dny',
    },
  },
  'anniversary-within-days': {
    is: {
      de: 'jährt sich in den nächsten … Tagen',
      en: 'has its anniversary within … days',
      cs: 'má výročí v příštích … dnech',
    },
    isNot: {
      de: 'jährt sich nicht in den nächsten … Tagen',
      en: 'has no anniversary within … days',
      cs: 'nemá výročí v příštích … dnech',
    },
  },
  'anniversary-around-days': {
    is: {
      de: 'jährt sich im Umkreis von … Tagen',
      en: 'has its anniversary at most … days away',
      cs: 'má výročí nejvýše … dní předtím nebo potom',
    },
    isNot: {
      de: 'jährt sich nicht im Umkreis von … Tagen',
      en: 'has no anniversary at most … days away',
      cs: 'nemá výročí nejvýše … dní předtím nebo potom',
    },
  },
  'anniversary-this-month': {
    is: {
      de: 'jährt sich in diesem Monat',
      en: 'has its anniversary this month',
      cs: 'má výročí tento měsíc',
    },
    isNot: {
      de: 'jährt sich nicht in diesem Monat',
      en: 'has no anniversary this month',
      cs: 'nemá výročí tento měsíc',
    },
  },
  contains: {
    is: { de: 'umfasst', en: 'includes', cs: 'zahrnuje' },
    isNot: { de: 'umfasst nicht', en: 'does not include', cs: 'nezahrnuje' },
  },
  'contains-any': {
    is: { de: 'umfasst eines von', en: 'includes one of', cs: 'zahrnuje jedno z' },
    isNot: { de: 'umfasst keines von', en: 'includes none of', cs: 'nezahrnuje žádné z' },
  },
  'contains-all': {
    is: { de: 'umfasst alle von', en: 'includes all of', cs: 'zahrnuje všechna z' },
    isNot: { de: 'umfasst nicht alle von', en: 'does not include all of', cs: 'nezahrnuje všechna z' },
  },
  known: {
    is: { de: 'ist bekannt', en: 'is known', cs: 'je k dispozici' },
    isNot: { de: 'ist nicht bekannt', en: 'is not known', cs: 'není k dispozici' },
  },
};
