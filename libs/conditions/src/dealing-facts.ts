import type { Fact } from './fact.ts';

/** What members do in the club besides buying. Stored, and a second late at most. */
export const dealingFacts = {
  'member.points-earned': {
    scope: 'member',
    topic: 'benefits',
    type: 'number',
    unit: { de: 'Punkte', en: 'points', cs: 'body' },
    texts: {
      de: 'insgesamt gesammelte Punkte',
      en: 'points earned in total',
      cs: 'celkem nasbírané body',
    },
  },
  'member.points-redeemed': {
    scope: 'member',
    topic: 'benefits',
    type: 'number',
    unit: { de: 'Punkte', en: 'points', cs: 'body' },
    texts: {
      de: 'insgesamt eingelöste Punkte',
      en: 'points redeemed in total',
      cs: 'celkem uplatněné body',
    },
  },
  'member.points-expiring': {
    scope: 'member',
    topic: 'benefits',
    type: 'number',
    unit: { de: 'Punkte', en: 'points', cs: 'body' },
    texts: {
      de: 'Punkte beim nächsten Verfall',
      en: 'points of the next expiry',
      cs: 'body, které propadnou nejdřív',
    },
  },
  'member.days-until-expiry': {
    scope: 'member',
    topic: 'benefits',
    type: 'number',
    nullable: true,
    unit: { de: 'Tage', en: 'days', cs: 'dny' },
    texts: {
      de: 'Zahl der Tage bis zum nächsten Verfall von Punkten',
      en: 'number of days until the next expiry of points',
      cs: 'počet dní do nejbližšího propadnutí bodů',
    },
  },
  'member.rewards': {
    scope: 'member',
    topic: 'benefits',
    type: 'number',
    unit: { de: 'Prämien', en: 'rewards', cs: 'odměny' },
    texts: {
      de: 'Zahl der eingelösten Prämien',
      en: 'number of rewards redeemed',
      cs: 'počet uplatněných odměn',
    },
  },
  'member.last-reward': {
    scope: 'member',
    topic: 'benefits',
    type: 'date',
    nullable: true,
    texts: {
      de: 'letzte Einlösung einer Prämie',
      en: 'last redeemed reward',
      cs: 'poslední uplatněná odměna',
    },
  },
  'member.coupons': {
    scope: 'member',
    topic: 'benefits',
    type: 'number',
    unit: { de: 'Coupons', en: 'coupons', cs: 'kupony' },
    texts: {
      de: 'Zahl der eingelösten Coupons',
      en: 'number of coupons redeemed',
      cs: 'počet uplatněných kuponů',
    },
  },
  'member.last-coupon': {
    scope: 'member',
    topic: 'benefits',
    type: 'date',
    nullable: true,
    texts: {
      de: 'letzte Einlösung eines Coupons',
      en: 'last redeemed coupon',
      cs: 'poslední uplatněný kupon',
    },
  },
  'member.offers-activated': {
    scope: 'member',
    topic: 'benefits',
    type: 'number',
    unit: { de: 'Angebote', en: 'offers', cs: 'nabídky' },
    texts: {
      de: 'Zahl der aktivierten Angebote',
      en: 'number of offers activated',
      cs: 'počet aktivovaných nabídek',
    },
  },
  'member.offers-used': {
    scope: 'member',
    topic: 'benefits',
    type: 'number',
    unit: { de: 'Angebote', en: 'offers', cs: 'nabídky' },
    texts: {
      de: 'Zahl der Einlösungen von Angeboten',
      en: 'number of times an offer was used',
      cs: 'počet využití nabídek',
    },
  },
  'member.surveys': {
    scope: 'member',
    topic: 'together',
    type: 'number',
    unit: { de: 'Umfragen', en: 'surveys', cs: 'průzkumy' },
    texts: {
      de: 'Zahl der beantworteten Umfragen',
      en: 'number of surveys answered',
      cs: 'počet vyplněných průzkumů',
    },
  },
  'member.communities': {
    scope: 'member',
    topic: 'together',
    type: 'number',
    unit: { de: 'Communitys', en: 'communities', cs: 'komunity' },
    texts: {
      de: 'Zahl der Communitys',
      en: 'number of communities',
      cs: 'počet komunit',
    },
  },
  'member.posts': {
    scope: 'member',
    topic: 'together',
    type: 'number',
    unit: { de: 'Beiträge', en: 'posts', cs: 'příspěvky' },
    texts: {
      de: 'Zahl der Beiträge und Kommentare in Communitys',
      en: 'number of posts and comments in communities',
      cs: 'počet příspěvků a komentářů v\u00a0komunitách',
    },
  },
  'member.gatherings': {
    scope: 'member',
    topic: 'together',
    type: 'number',
    unit: { de: 'Treffen', en: 'gatherings', cs: 'setkání' },
    texts: {
      de: 'Zahl der besuchten Treffen',
      en: 'number of gatherings attended',
      cs: 'počet navštívených setkání',
    },
  },
} as const satisfies Readonly<Record<string, Fact>>;
